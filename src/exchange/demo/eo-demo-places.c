/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/demo/eo-demo-words.h"

/* The districts of KwaZulu-Natal, in the order of the file plan's numbers. */
static const char *const districts[] = {
  "eThekwini", "Harry Gwala", "Amajuba", "Ugu", "uMgungundlovu", "King Cetshwayo",
  "iLembe", "uMkhanyakude", "uMzinyathi", "uThukela", "Zululand",
};

/* Eight a district, in the same order: the file plan counts on it. */
static const EoDemoPlace places[] = {
  { "Umlazi", "4031", "Mbokodweni", 0 }, { "KwaMashu", "4360", "Piesang", 0 },
  { "Inanda", "4309", "Mhlanga", 0 }, { "Chatsworth", "4092", "Mlaas", 0 },
  { "Cato Ridge", "3680", "Sterkspruit", 0 }, { "Verulam", "4340", "Mdloti", 0 },
  { "Phoenix", "4068", "Ohlanga", 0 }, { "Hammarsdale", "3700", "Sterkspruit", 0 },
  { "Creighton", "3263", "Mkhomazi", 1 }, { "Ixopo", "3276", "Ixopo", 1 },
  { "Underberg", "3257", "Mzimkhulwana", 1 }, { "uMzimkhulu", "3297", "Mzimkhulu", 1 },
  { "Bulwer", "3244", "Luhane", 1 }, { "Himeville", "3256", "Mkhomazana", 1 },
  { "Donnybrook", "3237", "Ngudwini", 1 }, { "Highflats", "3306", "Fafa", 1 },
  { "Newcastle", "2940", "Ncandu", 2 }, { "Madadeni", "2951", "Buffalo", 2 },
  { "Osizweni", "2952", "Dicks", 2 }, { "Dannhauser", "3080", "Ngagane", 2 },
  { "Utrecht", "2980", "Dorps", 2 }, { "Charlestown", "2473", "Slang", 2 },
  { "Hattingspruit", "3081", "Hatting", 2 }, { "Blaauwbosch", "2953", "Mbabane", 2 },
  { "Port Shepstone", "4240", "Boboyi", 3 }, { "Harding", "4680", "Mzimkhulwana", 3 },
  { "Scottburgh", "4180", "Mpambanyoni", 3 }, { "Umzinto", "4200", "Mzinto", 3 },
  { "Gamalakhe", "4249", "Vungu", 3 }, { "Izingolweni", "4260", "Mbizana", 3 },
  { "Hibberdene", "4220", "Mzumbe", 3 }, { "Dududu", "4189", "Lovu", 3 },
  { "Pietermaritzburg", "3200", "Msunduzi", 4 }, { "Howick", "3290", "Mngeni", 4 },
  { "Richmond", "3780", "Lufafa", 4 }, { "Mooi River", "3300", "Mooi", 4 },
  { "Camperdown", "3720", "Mlazi", 4 }, { "Impendle", "3227", "Nzinga", 4 },
  { "Wartburg", "3233", "Mpolweni", 4 }, { "Edendale", "3217", "Slangspruit", 4 },
  { "Richards Bay", "3900", "Mhlathuze", 5 }, { "Empangeni", "3880", "Mpangeni", 5 },
  { "Eshowe", "3815", "Mlalazi", 5 }, { "Melmoth", "3835", "Mfulazane", 5 },
  { "Nkandla", "3855", "Nsuze", 5 }, { "Mthunzini", "3867", "Mtunzini", 5 },
  { "Ngwelezana", "3884", "Nseleni", 5 }, { "KwaMbonambi", "3915", "Msunduze", 5 },
  { "Ndwedwe", "4342", "Mona", 6 }, { "Stanger", "4450", "Mbozamo", 6 },
  { "Maphumulo", "4470", "Mvoti", 6 }, { "Mandeni", "4490", "Mandeni", 6 },
  { "Tongaat", "4400", "Tongati", 6 }, { "Groutville", "4449", "Nonoti", 6 },
  { "Kranskop", "3268", "Hlimbitwa", 6 }, { "Sundumbili", "4491", "Nyoni", 6 },
  { "Mkuze", "3965", "Mkhuze", 7 }, { "Jozini", "3969", "Phongolo", 7 },
  { "Manguzi", "3973", "Swamanzi", 7 }, { "Hluhluwe", "3960", "Nyalazi", 7 },
  { "Mtubatuba", "3935", "Mfolozi", 7 }, { "Ingwavuma", "3968", "Ngwavuma", 7 },
  { "Mbazwana", "3974", "Siphudwini", 7 }, { "Hlabisa", "3937", "Hluhluwe", 7 },
  { "Dundee", "3000", "Sterkstroom", 8 }, { "Greytown", "3250", "Mvozana", 8 },
  { "Nquthu", "3135", "Ngwebini", 8 }, { "Msinga Top", "3011", "Sampofu", 8 },
  { "Tugela Ferry", "3010", "Thukela", 8 }, { "Glencoe", "2930", "Sandspruit", 8 },
  { "Pomeroy", "3020", "Mazabeko", 8 }, { "Wasbank", "2920", "Wasbank", 8 },
  { "Ladysmith", "3370", "Klip", 9 }, { "Estcourt", "3310", "Bushmans", 9 },
  { "Bergville", "3350", "Mnweni", 9 }, { "Winterton", "3340", "Little Tugela", 9 },
  { "Ezakheni", "3381", "Ngogo", 9 }, { "Colenso", "3360", "Bloukrans", 9 },
  { "Weenen", "3325", "Mngwenya", 9 }, { "Loskop", "3330", "Njesuthi", 9 },
  { "Ulundi", "3838", "White Mfolozi", 10 }, { "Vryheid", "3100", "Mvunyana", 10 },
  { "Nongoma", "3950", "Vuna", 10 }, { "Pongola", "3170", "Bivane", 10 },
  { "Paulpietersburg", "3180", "Dwaal", 10 }, { "Mahlabathini", "3865", "Mbilane", 10 },
  { "Babanango", "3850", "Nsubeni", 10 }, { "Louwsburg", "3150", "Ntombe", 10 },
};

/**
 * eo_demo_place:
 * @index: taken modulo the number of places
 */
const EoDemoPlace *
eo_demo_place (guint index)
{
  return &places[index % G_N_ELEMENTS (places)];
}

/**
 * eo_demo_n_places:
 */
guint
eo_demo_n_places (void)
{
  return G_N_ELEMENTS (places);
}

/**
 * eo_demo_district:
 * @index: as in EoDemoPlace
 */
const char *
eo_demo_district (guint index)
{
  return districts[index % G_N_ELEMENTS (districts)];
}

/**
 * eo_demo_append_isigodi:
 * @index: any number
 *
 * Appends the made-up name of a small settlement. There are 32,768 of them: the
 * rare words of a large office.
 */
void
eo_demo_append_isigodi (GString *string, guint64 index)
{
  static const char *const first[] = { "Em", "Kwa", "E", "Ezin", "Ku", "O", "Nko", "Mba" };
  static const char *const middle[] = { "kha", "nda", "thi", "zo", "mbe", "lu", "ngo", "shi",
                                        "ba", "dla", "hle", "qo", "vu", "ma", "si", "wu" };
  static const char *const last[] = { "mbi", "ngwe", "dela", "thini", "sheni", "neni", "zane", "kwe",
                                      "lwane", "pholo", "wela", "beni", "ndeni", "sini", "thweni", "zweni" };

  g_string_append (string, first[index % 8]);
  index /= 8;
  g_string_append (string, middle[index % 16]);
  index /= 16;
  if (index / 16 % 16 >= 1)
    g_string_append (string, middle[(index / 16 + index) % 16]);
  g_string_append (string, last[index % 16]);
}
