// Policies that are written for the tests: a hostile one, and one of 300 clauses in four languages.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that would be markup, script, an address or an attribute if it were not text. */
export const HOSTILE = '</p></td></script><script>window.pwned = 1</script><img src=x onerror="window.pwned = 2">'
  + ' "><svg onload=\'window.pwned = 3\'> &lt;b&gt; <!-- --> ]]> ${window.pwned = 4} javascript:alert(1) https://evil.example/x.png';

/** Plain text, in which markup is text; the name of the folder is hostile too. */
export const hostile = (below) => {
  const folder = join(below, '"><img src=x onerror=window.pwned=5> & \'so\'');
  mkdirSync(folder, { recursive: true });
  const texts = {
    en: ['1. Contact', `Write to desk@inn.example within 14 days. ${HOSTILE}`, '2. Pets', 'Small dogs are welcome in every room.'],
    ja: ['1. 連絡先', `14日以内に disk@inn.example までご連絡ください。${HOSTILE}`, '2. ペット', '小型犬はすべての客室でご一緒いただけます。'],
    vi: ['1. Liên hệ', `Viết cho desk@inn.example trong vòng 30 ngày. ${HOSTILE}`, '2. Thú cưng', 'Chó nhỏ được chào đón ở mọi phòng.'],
  };
  for (const [lang, lines] of Object.entries(texts)) {
    writeFileSync(join(folder, `${lang}.txt`), `${lines.join('\n\n')}\n`);
  }
  return folder;
};

const SUBJECTS = {
  en: ['accounts', 'orders', 'payments', 'deliveries', 'returns', 'reviews', 'messages', 'invoices', 'devices', 'cookies'],
  zh: ['账户', '订单', '付款', '配送', '退货', '评价', '消息', '发票', '设备', 'Cookie'],
  ja: ['アカウント', '注文', '支払い', '配送', '返品', 'レビュー', 'メッセージ', '請求書', '端末', 'Cookie'],
  vi: ['tài khoản', 'đơn hàng', 'thanh toán', 'giao hàng', 'trả hàng', 'đánh giá', 'tin nhắn', 'hóa đơn', 'thiết bị', 'cookie'],
};
const WRITERS = {
  en: (n, subject, days) => [
    `## ${n}. Records of ${subject}, part ${n}`,
    `We keep records of ${subject} for ${days} days after you close form ${n}.`,
    `You may ask for a copy at records${n}@harbor.example or call desk ${n + 100}.`,
    `We do not sell records of ${subject} to anyone.`,
    `If you disagree, write to us within ${days + 7} days, and we answer within ${n + 3} hours.`,
  ],
  zh: (n, subject, days) => [
    `## ${n}. 第${n}部分：${subject}记录`,
    `在您关闭表格${n}之后，我们将${subject}记录保存${days}天。`,
    `您可以通过 records${n}@harbor.example 索取副本，或致电${n + 100}号服务台。`,
    `我们不会向任何人出售${subject}记录。`,
    `如有异议，请在${days + 7}天内书面联系我们，我们将在${n + 3}小时内答复。`,
  ],
  ja: (n, subject, days) => [
    `## ${n}. ${subject}の記録（第${n}部）`,
    `当社は、お客様が様式${n}を閉じた後${days}日間、${subject}の記録を保存します。`,
    `写しは records${n}@harbor.example または窓口${n + 100}までご請求いただけます。`,
    `当社は、${subject}の記録を誰にも販売しません。`,
    `ご異議がある場合は${days + 7}日以内に書面でお知らせください。当社は${n + 3}時間以内に回答します。`,
  ],
  vi: (n, subject, days) => [
    `## ${n}. Hồ sơ về ${subject}, phần ${n}`,
    `Chúng tôi lưu hồ sơ về ${subject} trong ${days} ngày sau khi bạn đóng biểu mẫu ${n}.`,
    `Bạn có thể yêu cầu bản sao qua records${n}@harbor.example hoặc gọi quầy số ${n + 100}.`,
    `Chúng tôi không bán hồ sơ về ${subject} cho bất kỳ ai.`,
    `Nếu không đồng ý, hãy viết cho chúng tôi trong vòng ${days + 7} ngày, chúng tôi trả lời trong vòng ${n + 3} giờ.`,
  ],
};

/** 60 sections of five clauses in four languages; every fifth has another period in one of them. */
export const large = (below) => {
  const folder = join(below, 'large');
  mkdirSync(folder, { recursive: true });
  for (const [at, lang] of ['en', 'zh', 'ja', 'vi'].entries()) {
    const lines = [];
    for (let n = 1; n <= 60; n += 1) {
      const wrong = n % 5 === 0 && (n / 5) % 3 === at - 1;
      lines.push(...WRITERS[lang](n, SUBJECTS[lang][n % 10], n + 20 + (wrong ? 300 : 0)));
    }
    writeFileSync(join(folder, `${lang}.md`), `${lines.join('\n\n')}\n`);
  }
  return folder;
};
