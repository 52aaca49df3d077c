/**
 * Words that names are put together from. Family names are joined from two words of nature, so that a contact is
 * nobody in particular; given names carry the accents that a search has to cope with.
 */
type Words = readonly [string, ...string[]];

const words = (text: string): Words => {
  const [first = '', ...rest] = text.trim().split(/\s+/);
  return [first, ...rest];
};

export const givenNames = words(`
  Ada Adele Agnès Aino Alba Alma Amara Amélie Anders Anouk Antoine Arlo Astrid Åsa Aurélie Ayla Beatriz Björn Bo Bruno Camille Cécile
  Clara Cosmo Dario Delia Edda Eero Eira Elif Elio Elodie Émile Enzo Esme Eva Fabian Femke Finn Fleur Florian Frida Freya Gaël Gwen Hana
  Hanno Héloïse Hugo Ida Ilse Imani Inès Ines Iona Iris Ivo Jana Jens Joëlle Jonas José Juno Jürgen Kaia Kasimir Keira Kofi Lars Léa Leif
  Lena Leonie Liam Linnea Livia Loïc Lotte Łucja Lucie Luz Mabel Maëlle Magnus Maija Malik Manon Mára Mats Maya Merle Milan Milo Mina
  Moritz Nadia Naomi Nell Nico Niamh Noa Noé Nora Odette Olga Ona Orla Oskar Otis Paloma Pascal Pia Quentin Raúl Remi Renata Rhea Roisin
  Romy Rosalie Ruben Rune Saga Sanna Selma Sibylle Silas Søren Sofía Solène Stella Sven Svea Tamsin Teo Thaïs Theo Tilda Timo Toma Tove
  Uma Una Valentin Vera Vivi Wanda Willa Xenia Yara Yusuf Zadie Zelda Zoé Zoë`);

export const familyBeginnings = words(`
  Ash Aspen Barley Beech Birch Black Bracken Bramble Briar Bright Brook Cedar Clear Clover Cold Copper Coral Crane Dawn Deep Elder Elm Ember
  Fair Fallow Fern Field Finch Flint Fox Frost Garnet Glen Gold Grass Green Grey Harvest Hawk Hazel Heather High Hollow Iron Ivy Juniper
  Kestrel Lark Laurel Lime Linden Long Marsh Maple Meadow Mill Mist Moon Moor Moss North Oak Oat Ocean Otter Owl Pebble Pine Plum Quick Quill
  Rain Raven Reed Red River Robin Rose Rowan Rush Sage Salt Sand Shell Silver Slate Snow South Spring Spruce Star Still Stone Storm Summer
  Swan Swift Tall Thistle Thorn Tide Timber Umber Vale Violet Warm West White Wild Willow Wind Winter Wood Wren Yarrow`);

export const familyEndings = words(`
  acre bank barrow bay beck bourne bridge brook burn cliff combe cote cove croft dale dell down fall feld fell field ford gate glade grove
  haven heath hill holm holt hurst island lake land lea ley light lund mead mere mill moor mount pass path peak pool port quist ridge rise
  sea shaw shore side spring stad stead stone strand stream thorpe tree vale view wald ward water way weald well wick wood worth`);

export const companyWords = words(`
  Amber Anchor Arbour Atlas Beacon Bell Blue Bridge Bronze Canvas Cobalt Compass Copper Coral Crystal Delta Dune Eagle Elm Falcon Fjord
  Forge Garnet Granite Harbour Heron Hilltop Indigo Iron Ivory Jade Juniper Kite Lantern Lighthouse Linden Maple Marble Meridian Mint
  Mosaic Nimbus Oak Onyx Orchard Osprey Paper Pearl Pine Prairie Quarry Quartz Rowan Saffron Sapphire Scarlet Sequoia Silver Slate Solstice
  Sparrow Spruce Summit Teal Terrace Tidal Topaz Tulip Velvet Walnut Willow Windmill Zenith`);

export const companyTrades = words(`
  Analytics Architects Bakery Bicycles Books Brewing Builders Carpentry Ceramics Cleaning Clinic Clothing Coffee Consulting Dental Design
  Electric Energy Engineering Farms Films Finance Fisheries Florists Foods Foundry Freight Furniture Gardens Glass Hotels Insurance Interiors
  Joinery Laboratories Logistics Machines Marine Media Mills Motors Museum Music Optics Packaging Paints Partners Pharmacy Plumbing Press
  Print Properties Rail Robotics Roofing Schools Shipping Software Solar Studio Surveyors Textiles Theatre Timber Tools Toys Travel Water
  Windows Works Workshop`);

export const titles: readonly [string, ...string[]] = [
  'Account manager',
  'Accountant',
  'Apprentice',
  'Clerk',
  'Buyer',
  'Caretaker',
  'Controller',
  'Customer service',
  'Director',
  'Dispatcher',
  'Engineer',
  'Facility manager',
  'Front desk',
  'Head of operations',
  'Head of sales',
  'Human resources',
  'IT support',
  'Lab technician',
  'Office manager',
  'Owner',
  'Planner',
  'Product manager',
  'Project lead',
  'Purchasing',
  'Quality assurance',
  'Sales representative',
  'Shift supervisor',
  'Site manager',
  'Treasurer',
  'Warehouse',
];
