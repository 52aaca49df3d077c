/**
 * Where the contacts' telephone numbers come from: ranges that the numbering authorities keep free for films and books.
 * They are valid in form, so everything that checks numbers accepts them, and nobody's telephone rings, even when the
 * softphone is pointed at a real phone system.
 *
 * Sources: NANPA (555-0100 to 555-0199 in each area code), Ofcom "Telephone numbers for use in TV and radio drama",
 * ARCEP numbering plan (audiovisual works), Bundesnetzagentur notice 148/2021 ("Drama Numbers"), PTS numbers for books
 * and films, ACMA "Phone numbers for use in TV shows, films and creative works".
 */
export interface NumberRange {
  kind: 'landline' | 'mobile';
  city: string;
  /** E.164 up to where the free digits begin. */
  prefix: string;
  /** Free digits behind it. */
  digits: number;
}

export interface Region {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** Share of all contacts, relative to the others. */
  weight: number;
  ranges: readonly [NumberRange, ...NumberRange[]];
}

const landline = (city: string, prefix: string, digits: number): NumberRange => ({ kind: 'landline', city, prefix, digits });
const mobile = (prefix: string, digits: number): NumberRange => ({ kind: 'mobile', city: '', prefix, digits });

/** `555-01xx` in an area code of the North American plan. */
const northAmerican = (city: string, areaCode: string): NumberRange => landline(city, `+1${areaCode}55501`, 2);

export const regions: readonly [Region, ...Region[]] = [
  {
    country: 'US',
    weight: 14,
    ranges: [
      northAmerican('New York', '212'),
      northAmerican('Boston', '617'),
      northAmerican('Chicago', '312'),
      northAmerican('San Francisco', '415'),
      northAmerican('Los Angeles', '213'),
      northAmerican('Seattle', '206'),
      northAmerican('Portland', '503'),
      northAmerican('Denver', '303'),
      northAmerican('Austin', '512'),
      northAmerican('Houston', '713'),
      northAmerican('Miami', '305'),
      northAmerican('Atlanta', '404'),
      northAmerican('Philadelphia', '215'),
      northAmerican('Minneapolis', '612'),
      northAmerican('Detroit', '313'),
      northAmerican('Phoenix', '602'),
      northAmerican('San Diego', '619'),
      northAmerican('Nashville', '615'),
      northAmerican('Pittsburgh', '412'),
      northAmerican('Salt Lake City', '801'),
      northAmerican('New Orleans', '504'),
      northAmerican('Baltimore', '410'),
      northAmerican('Cleveland', '216'),
      northAmerican('Kansas City', '816'),
      northAmerican('Honolulu', '808'),
    ],
  },
  {
    country: 'CA',
    weight: 4,
    ranges: [
      northAmerican('Toronto', '416'),
      northAmerican('Vancouver', '604'),
      northAmerican('Montréal', '514'),
      northAmerican('Ottawa', '613'),
      northAmerican('Calgary', '403'),
      northAmerican('Québec', '418'),
      northAmerican('Winnipeg', '204'),
      northAmerican('Halifax', '902'),
    ],
  },
  { country: 'PR', weight: 0.6, ranges: [northAmerican('San Juan', '787'), northAmerican('Ponce', '939')] },
  { country: 'DO', weight: 0.6, ranges: [northAmerican('Santo Domingo', '809'), northAmerican('Santiago', '829')] },
  { country: 'JM', weight: 0.6, ranges: [northAmerican('Kingston', '876'), northAmerican('Montego Bay', '658')] },
  { country: 'GU', weight: 0.3, ranges: [northAmerican('Hagåtña', '671')] },
  { country: 'VI', weight: 0.3, ranges: [northAmerican('Charlotte Amalie', '340')] },
  {
    country: 'GB',
    weight: 24,
    ranges: [
      landline('London', '+442079460', 3),
      landline('Leeds', '+441134960', 3),
      landline('Sheffield', '+441144960', 3),
      landline('Leicester', '+441164960', 3),
      landline('Bristol', '+441174960', 3),
      landline('Reading', '+441184960', 3),
      landline('Birmingham', '+441214960', 3),
      landline('Edinburgh', '+441314960', 3),
      landline('Glasgow', '+441414960', 3),
      landline('Liverpool', '+441514960', 3),
      landline('Manchester', '+441614960', 3),
      landline('Newcastle', '+441914980', 3),
      landline('Belfast', '+442896496', 3),
      landline('Cardiff', '+442920180', 3),
    ],
  },
  {
    country: 'FR',
    weight: 22,
    ranges: [
      landline('Paris', '+3319900', 4),
      landline('Rennes', '+3326191', 4),
      landline('Strasbourg', '+3335301', 4),
      landline('Marseille', '+3346571', 4),
      landline('Bordeaux', '+3353649', 4),
    ],
  },
  {
    country: 'DE',
    weight: 22,
    ranges: [
      landline('Berlin', '+493023125', 3),
      landline('Frankfurt am Main', '+496990009', 3),
      landline('Hamburg', '+494066969', 3),
      landline('Köln', '+492214710', 3),
      landline('München', '+498999998', 3),
      mobile('+4917139200', 2),
      mobile('+49176040690', 2),
    ],
  },
  {
    country: 'SE',
    weight: 2,
    ranges: [
      landline('Stockholm', '+468465004', 2),
      landline('Göteborg', '+463139006', 2),
      landline('Malmö', '+464062804', 2),
      landline('Kiruna', '+469803192', 2),
      // 05 to 99 are free: whole tens only
      mobile('+4670174062', 1),
      mobile('+4670174064', 1),
      mobile('+4670174066', 1),
      mobile('+4670174068', 1),
    ],
  },
  {
    country: 'AU',
    weight: 18,
    ranges: [
      landline('Sydney', '+6125550', 4),
      landline('Canberra', '+6127010', 4),
      landline('Melbourne', '+6135550', 4),
      landline('Hobart', '+6137010', 4),
      landline('Brisbane', '+6175550', 4),
      landline('Cairns', '+6177010', 4),
      landline('Adelaide', '+6185550', 4),
      landline('Perth', '+6187010', 4),
    ],
  },
];
