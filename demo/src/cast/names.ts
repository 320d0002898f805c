/** Where a name comes from, which also decides how it is written. */
export interface NameSource {
  /** Of a hundred subscribers. */
  readonly share: number;
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** In the script of the name, beside each: how it is written in a user name. */
  readonly givenInLatin?: readonly string[];
  readonly familyInLatin?: readonly string[];
}

const words = (text: string): string[] => text.trim().split(/\s*,\s*/);

/** Many Indonesians have no family name; the second name is then another given one. */
const indonesian: NameSource = {
  share: 42,
  given: words(
    `Budi, Siti, Agus, Dewi, Rizky, Putri, Andi, Sri, Joko, Ayu, Hendra, Ratna, Dimas, Wulan, Bayu, Intan, Eko, Rina,
     Yusuf, Nurul, Fajar, Lestari, Teguh, Mega, Arif, Kartika, Gilang, Indah, Slamet, Fitri, Bambang, Yanti, Doni, Maya`,
  ),
  family: words(
    `Santoso, Wijaya, Saputra, Lestari, Pratama, Hidayat, Nugroho, Kurniawan, Rahmawati, Setiawan, Permata, Susanto,
     Siregar, Nasution, Harahap, Sitompul, Simanjuntak, Ginting, Hutapea, Pangaribuan, Utami, Maharani, Firmansyah`,
  ),
};

const arabic: NameSource = {
  share: 16,
  given: words(
    `محمد, أحمد, فاطمة, عائشة, علي, خالد, مريم, يوسف, عمر, زينب, حسن, سارة, إبراهيم, ليلى, سلمان, نورة, طارق, هدى`,
  ),
  givenInLatin: words(
    `mohammed, ahmad, fatimah, aisha, ali, khalid, maryam, yousef, omar, zainab, hassan, sarah, ibrahim, layla, salman,
     noura, tariq, huda`,
  ),
  family: words(
    `الحربي, العطاس, السقاف, باوزير, الكثيري, الزهراني, المصري, الشامي, بن شهاب, العيدروس, الحداد, الغامدي`,
  ),
  familyInLatin: words(
    `alharbi, alatas, assegaf, bawazier, alkatiri, alzahrani, almasri, alshami, binshihab, alaydrus, alhaddad, alghamdi`,
  ),
};

const arabicInLatin: NameSource = {
  share: 8,
  given: words(`Abdullah, Khadijah, Hamza, Salma, Ridwan, Zahra, Idris, Nadia, Hakim, Amina`),
  family: words(`Al-Amri, Bafadhal, Al-Jufri, Shahab, Al-Habsyi, Basalamah, Al-Idrus, Bahasyim`),
};

const chineseIndonesian: NameSource = {
  share: 13,
  given: words(
    `Kevin, Melissa, Steven, Jessica, Hendrik, Vivian, Alvin, Felicia, Wei Ling, Jia Hao, Mei Fen`,
  ),
  family: words(`Tan, Lim, Halim, Gunawan, Wibowo, Salim, Ong, Chandra, Kusuma, Tjandra, Hartono`),
};

const indian: NameSource = {
  share: 7,
  given: words(`Ravi, Priya, Arjun, Kavitha, Suresh, Anjali, Vikram, Lakshmi, Rajesh, Deepa`),
  family: words(`Kumar, Nair, Pillai, Subramaniam, Krishnan, Sharma, Raman, Menon`),
};

const european: NameSource = {
  share: 8,
  given: words(
    `Jürgen, Zoë, Søren, Élodie, Marta, José, Agnieszka, Siobhán, Björn, Chloé, Miguel, Katarzyna`,
  ),
  family: words(
    `Müller, O'Brien, García, Łukasiewicz, Nørgaard, Lefèvre, van der Berg, Novák, D'Angelo, Ångström`,
  ),
};

const vietnamese: NameSource = {
  share: 6,
  given: words(`Minh Anh, Thị Hương, Văn Đức, Quốc Bảo, Ngọc Lan, Thanh Tùng`),
  family: words(`Nguyễn, Trần, Lê, Phạm, Đặng`),
};

export const nameSources: readonly NameSource[] = [
  indonesian,
  arabic,
  arabicInLatin,
  chineseIndonesian,
  indian,
  european,
  vietnamese,
];
