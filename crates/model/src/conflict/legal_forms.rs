//! Legal forms of companies, as they look after folding: lower case, no accents, single letters joined (`S.A.R.L.` is `sarl`).

/// Words that end a company's name without telling it from another. Forms of several words fall word by word, so that
/// `GmbH & Co. KG` and `Sp. z o.o.` need no entry of their own.
#[rustfmt::skip]
pub const SUFFIX_WORDS: &[&str] = &[
    // English
    "co", "company", "corp", "corporation", "inc", "incorporated", "limited", "llc", "llp", "lllp", "lp", "ltd", "plc", "pllc",
    "pty", "pte", "pvt", "unlimited", "cic", "publ",
    // German
    "ag", "eg", "ek", "ev", "gbr", "ggmbh", "gmbh", "haftungsbeschrankt", "kg", "kgaa", "mbh", "ohg", "ohne", "partg", "partgmbb",
    "se", "ug", "aktiengesellschaft", "gesmbh",
    // French, Belgian, Swiss, Luxembourgish
    "eurl", "sa", "sarl", "sas", "sasu", "sca", "scop", "sci", "snc", "scs", "sprl", "srl", "scrl", "asbl", "gie",
    // Italian
    "sapa", "spa", "srls", "scarl", "scpa",
    // Spanish, Portuguese, Latin American
    "sl", "slu", "sau", "sll", "sc", "cv", "sapi", "rl", "ltda", "lda", "eireli", "eirl", "epp", "me", "unipessoal", "sgps",
    // Dutch
    "bv", "bvba", "cvba", "nv", "vof", "stichting",
    // Nordic
    "ab", "as", "asa", "aps", "hb", "ks", "is", "oy", "oyj", "abp", "ehf", "hf", "ou", "kb", "amba",
    // Central and Eastern European
    "doo", "dd", "dno", "jdoo", "spolka", "sp", "spj", "spk", "zoo", "spzoo", "sro", "spol", "vos", "kft", "bt", "nyrt", "zrt", "rt",
    "ad", "ood", "eood", "ead", "uab", "sia", "tov", "ooo", "oao", "zao", "pao", "ао", "ооо", "оао", "зао", "пао", "тов",
    // Greek and Turkish
    "ae", "epe", "ike", "αε", "επε", "ικε", "sti", "sirketi", "tic", "san",
    // Asian and Middle Eastern
    "kk", "gk", "yk", "bhd", "sdn", "tbk", "jsc", "pjsc", "fze", "fzco", "fzc", "fzllc", "wll", "ksc", "saog", "qsc", "dmcc",
];

/// Words within forms of several words; they fall only between or before suffix words that fell already.
/// `GmbH & Co. KG`, `S. de R.L. de C.V.`, `Ltd. Şti. ve Tic.`, `Spółka z o.o.`.
pub const LINK_WORDS: &[&str] = &["and", "de", "z", "ve", "s"];

/// Forms of several words that the words above don't cover.
pub const SUFFIX_PHRASES: &[&[&str]] = &[
    &["gesellschaft", "mit", "beschrankter", "haftung"],
    &["societe", "anonyme"],
    &["societa", "per", "azioni"],
    &["sociedad", "anonima"],
    &["sociedad", "limitada"],
    &["sociedade", "anonima"],
    &["naamloze", "vennootschap"],
    &["besloten", "vennootschap"],
    &["kabushiki", "kaisha"],
    &["kabushiki", "gaisha"],
    &["limited", "liability"],
    &["public", "limited"],
    &["private", "limited"],
    &["anonim", "sirketi"],
];

/// Forms that stand before a name, as words of their own.
pub const PREFIX_WORDS: &[&str] = &["ооо", "оао", "зао", "пао", "ао", "тов", "株", "有", "주"];

/// Forms that are written onto a name without a space, before or after it.
pub const ATTACHED: &[&str] = &[
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "合名会社",
    "股份有限公司",
    "有限责任公司",
    "有限責任公司",
    "有限公司",
    "주식회사",
    "유한회사",
];
