import { SeededRandom } from '@trunkline/kit';

/** So many payloads are tried in each field. */
export const PAYLOADS = 200;

const MEANT_TO_BREAK_OUT = [
  '',
  ' ',
  '\0',
  '\0\0',
  '\0/system/reboot\0',
  '\n/system/reboot',
  '\r\n/system/reset-configuration',
  '/system/reboot',
  '=name=other',
  '=.id=*1',
  '.tag=1',
  '?name=bob',
  '!done',
  '!trap',
  '!fatal',
  '*1,*2',
  '*1',
  'a,b',
  ',',
  'a=b',
  '=',
  '==',
  'a b',
  '"; /system reboot; "',
  '[/system reboot]',
  '$[/user print]',
  '$(reboot)',
  '`reboot`',
  '{:put 1}',
  '\\',
  '\\00',
  "' or '1'='1",
  '<img src=x onerror=alert(1)>',
  '<pppoe-bob>',
  '../../etc/passwd',
  '%00%0a',
  '\u0001\u0002\u0003',
  '\u007f',
  '\u0080\u009f',
  '\u2028\u2029',
  '\u202e gpj.exe',
  '\ufeff',
  '\ufffd',
  '\u{1f4a9}',
  'e\u0301',
  'نعم',
  'ß',
  'yes',
  'no',
  'none',
  'never',
  '0',
  '-1',
  '1e9',
  'NaN',
  '__proto__',
  'constructor',
  '\u00f8\u00ff',
  '\u0006/login',
];
/** Around the lengths at which the prefix of a word takes another byte. */
const EDGES = [120, 126, 127, 128, 129, 16_380, 16_384, 20_000];

/** Text that means something to the protocol, to RouterOS's console, to a shell or to a browser; the rest is drawn. */
export function hostilePayloads(seed: number): string[] {
  const random = new SeededRandom(seed);
  const given = [...MEANT_TO_BREAK_OUT, ...EDGES.map((length) => 'x'.repeat(length))];
  const drawn = Array.from({ length: PAYLOADS - given.length }, () => drawPayload(random));
  return [...given, ...drawn];
}

function drawPayload(random: SeededRandom): string {
  const pieces = Array.from({ length: 1 + random.integer(6) }, () =>
    random.integer(2) === 0
      ? MEANT_TO_BREAK_OUT[random.integer(MEANT_TO_BREAK_OUT.length)]!
      : String.fromCharCode(random.integer(0xd800)),
  );
  return pieces.join('');
}
