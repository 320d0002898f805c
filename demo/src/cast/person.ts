import type { SeededRandom } from '@trunkline/kit';
import { between, happens, pick } from '../draw.ts';
import { nameSources, type NameSource } from './names.ts';

/** A person as the form asks for them; nothing here is anybody's. */
export interface Person {
  readonly fullName: string;
  /** Unique among those that `createPeople` has made. */
  readonly username: string;
  readonly phones: readonly string[];
  readonly email: string | null;
  readonly address: string;
  readonly notes: string | null;
  readonly tags: readonly string[];
  readonly latitude: number | null;
  readonly longitude: number | null;
}

const streets = [
  'Melati',
  'Mawar',
  'Kenanga',
  'Ahmad Yani',
  'Sudirman',
  'Diponegoro',
  'Bunga Raya',
  'Laksamana',
];
const quarters = [
  'Sukajadi',
  'Baloi',
  'Tiban',
  'Nagoya',
  'Bengkong',
  'Sekupang',
  'Sagulung',
  'Batu Aji',
  'Nongsa',
];
const tags = [
  'vip',
  'school',
  'mosque',
  'office',
  'shop',
  'tower-3',
  'fiber',
  'wireless',
  'prepaid-card',
  'neighbour',
];
const notes = [
  'Pays in cash on the first Saturday.',
  'Router stands behind the television; call before coming.',
  'Sambungan dipindah dari rumah lama, kabel masih di tiang 14.',
  'Minta teknisi datang setelah jam lima sore.',
  'الجهاز في الطابق الثاني، يُرجى الاتصال قبل الزيارة.',
  'يدفع عن طريق ابنه في نهاية الشهر.',
  'Two floors share this line; complained about speed in the evening.',
];

/** Where most people live: Batam. */
const centre = { latitude: 1.12, longitude: 104.03 };
const spread = 0.06;

/** So many people of several cultures, with different user names; the same random source gives the same ones. */
export function createPeople(random: SeededRandom, count: number): Person[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, () => createPerson(random, taken));
}

function createPerson(random: SeededRandom, taken: Set<string>): Person {
  const { fullName, latin } = createName(random);
  const username = freeUsername(latin, taken);
  const isPlaced = happens(random, 0.7);
  const [latitude, longitude] = [nearby(random, centre.latitude), nearby(random, centre.longitude)];
  return {
    fullName,
    username,
    phones: Array.from({ length: happens(random, 0.15) ? 2 : 1 }, () => createPhone(random)),
    email: happens(random, 0.6) ? `${username}@mail.example` : null,
    address: createAddress(random),
    notes: happens(random, 0.12) ? pick(random, notes) : null,
    tags: [...new Set(Array.from({ length: random.integer(3) }, () => pick(random, tags)))],
    latitude: isPlaced ? latitude : null,
    longitude: isPlaced ? longitude : null,
  };
}

function createName(random: SeededRandom): { fullName: string; latin: string } {
  const source = sourceOf(random.real() * 100);
  const given = random.integer(source.given.length);
  const family = random.integer(source.family.length);
  return {
    fullName: `${source.given[given]!} ${source.family[family]!}`,
    latin: `${written(source.given, source.givenInLatin, given)}.${written(source.family, source.familyInLatin, family)}`,
  };
}

/** As a user name has it: given beside the name, or the name without its marks. */
function written(from: readonly string[], inLatin: readonly string[] | undefined, at: number): string {
  return inLatin?.[at] ?? plain(from[at]!);
}

function sourceOf(place: number): NameSource {
  let before = 0;
  for (const source of nameSources) if (place < (before += source.share)) return source;
  return nameSources[0]!;
}

/** Letters that decompose lose their marks; those that do not are spelt out. */
function plain(name: string): string {
  const spelt = name.replaceAll(/[øØ]/g, 'o').replaceAll(/[łŁ]/g, 'l').replaceAll(/[đĐ]/g, 'd');
  return spelt
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
}

function freeUsername(latin: string, taken: Set<string>): string {
  let username = latin;
  for (let number = 2; taken.has(username); number++) username = `${latin}${number}`;
  taken.add(username);
  return username;
}

/** Mobile numbers of the country, and some of those who came from elsewhere. */
function createPhone(random: SeededRandom): string {
  const prefix = happens(random, 0.9)
    ? `+628${pick(random, ['11', '12', '13', '21', '52', '57', '77', '95'])}`
    : pick(random, ['+96650', '+97150', '+6581', '+4477009']);
  const digits = Array.from({ length: 7 }, () => random.integer(10)).join('');
  return `${prefix}${digits}`;
}

function createAddress(random: SeededRandom): string {
  const street = `Jl. ${pick(random, streets)} No. ${between(random, 1, 180)}`;
  const block = `RT ${pad(between(random, 1, 12))}/RW ${pad(between(random, 1, 20))}`;
  return `${street}, ${block}, Kel. ${pick(random, quarters)}, Batam 294${between(random, 11, 65)}`;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

function nearby(random: SeededRandom, coordinate: number): number {
  return Number((coordinate + (random.real() * 2 - 1) * spread).toFixed(6));
}
