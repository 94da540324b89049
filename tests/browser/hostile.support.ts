/** Each would run something if any part of the app took text for more than text. */
export const hostile = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  'javascript:alert(1)',
  '[click](javascript:alert(1))',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  '[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  'https://shop.example/"onmouseover="alert(1)',
  `https://shop.example/'><img src=x onerror=alert(1)>`,
  '<math><mtext><img src=x onerror=alert(1)></mtext></math>',
  // What is written from right to left, and what is apart from the text around it.
  '\u202Egnp.exe\u202C \u2066 1\u2069',
  '$t(app/close)',
  '{{name}}',
  '<a href="javascript:alert(1)">x</a>',
];
