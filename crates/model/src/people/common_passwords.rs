//! The passwords that attackers try first, of those long enough to pass the length rule.

/// Among the commonest of published breaches with ten characters or more, lower case. What [`STEMS`], repetitions and runs of
/// keys cover is not listed again.
#[rustfmt::skip]
pub const COMMON: &[&str] = &[
    "1q2w3e4r5t", "1q2w3e4r5t6y", "q1w2e3r4t5", "q1w2e3r4t5y6", "1qazxsw23edc", "zaq12wsx3edc", "zaq1xsw2cde3", "1qaz2wsx!qaz", "qazwsxedc1",
    "qazwsxedcrfv", "qweasdzxc1", "qweasdzxc123", "asdfqwer1234", "1234qwerasdf", "qwer1234asdf", "123qweasdzxc", "qwe123qwe123", "asd123asd123",
    "qwerty123456", "qwertyasdfgh", "asdfgh123456", "zxcvbn123456", "abc123abc123", "a1b2c3d4e5", "a1b2c3d4e5f6", "1a2b3c4d5e", "aa12345678",
    "aa123456789", "abcd123456", "abcd12345678", "a123456789", "123456789a", "123456789q", "1234567890q", "q123456789", "z123456789", "123456abcdef",
    "12345qwert", "12345abcde", "147258369a", "1472583690", "147852369a", "741852963a", "7418529630", "9638527410", "789456123a", "7894561230",
    "3216549870", "1593572846", "0123456789", "1029384756", "0192837465", "1122334455", "11223344556677", "112233445566", "123123123a",
    "123321123321", "1231231234", "5201314520", "woaini1314", "woaini520", "5201314520a", "31415926535", "3141592653", "2718281828", "1357924680",
    "2468013579", "0987654321a", "9876543210a", "987654321a", "football123", "trustno1trustno1", "letmeinletmein", "thisismypassword", "mypassword1",
    "newpassword", "oldpassword", "nopassword", "yourpassword", "thepassword", "temppassword", "defaultpassword", "testpassword", "secretpassword",
    "mysecretpassword", "userpassword", "rootpassword", "adminpassword", "masterpassword", "passwordpassword", "passwort123", "meinpasswort",
    "geheimgeheim", "motdepasse", "motdepasse1", "contrasena", "contrasena1", "contraseña", "senhasenha", "wachtwoord", "wachtwoord1", "hasło12345",
    "administrator", "administrador", "administrateur", "superadmin", "supervisor", "superuser1", "rootrootroot", "adminadmin", "admin123admin",
    "welcomewelcome", "willkommen", "willkommen1", "bienvenue1", "bienvenido", "benvenuto1", "changemenow", "pleasechangeme", "changeit123",
    "iloveyousomuch", "iloveyoubaby", "iloveyou2much", "iloveyouforever", "ilovemyself", "ilovemymom", "ilovemyfamily", "ilovejesus", "iloveyoulord",
    "jesuschrist", "jesusislord", "godisgreat", "godislove", "bismillah1", "alhamdulillah", "allahuakbar", "inshallah1", "hallelujah",
    "manchester", "manchesterunited", "manutd1234", "liverpool1", "liverpoolfc", "chelseafc1", "barcelona1", "fcbarcelona", "realmadrid", "realmadrid1",
    "juventus10", "bayernmunich", "borussia09", "cristianoronaldo", "lionelmessi", "michaeljordan", "basketball", "basketball1", "volleyball",
    "skateboard", "snowboarding", "motorcycle", "harleydavidson", "lamborghini", "volkswagen", "mitsubishi", "playstation", "playstation3",
    "playstation4", "counterstrike", "worldofwarcraft", "leagueoflegends", "callofduty", "minecraft123", "pokemon123", "starwars123",
    "harrypotter", "harrypotter1", "lordoftherings", "gameofthrones", "spongebob1", "hellokitty", "hellokitty1", "winniethepooh", "mickeymouse",
    "spiderman1", "spiderman123", "superman123", "batman1234", "transformers", "linkinpark", "greenday123", "metallica1", "evanescence", "beautiful1",
    "chocolate1", "strawberry", "watermelon", "butterfly1", "sweetheart", "californication", "california1", "washington", "philadelphia",
    "alexander1", "christopher", "christian1", "christina1", "elizabeth1", "jacqueline", "maximilian", "maximilian1", "constantine", "computer123",
    "technology", "engineering", "university", "highschool", "friendship", "friendsforever", "bestfriends", "happybirthday", "merrychristmas",
    "correcthorsebatterystaple", "opensesame", "abracadabra", "supersecret", "topsecret1", "whatever123", "fuckyou123", "fuckyou1234", "asshole123",
];

/// Words that stay weak however they are dressed with digits and signs, as [`undress`ed](super::password).
#[rustfmt::skip]
pub const STEMS: &[&str] = &[
    "password", "passwort", "passwd", "passphrase", "kennwort", "geheim", "secret", "qwerty", "qwertz", "azerty", "welcome", "willkommen", "letmein",
    "changeme", "iloveyou", "admin", "administrator", "monkey", "dragon", "football", "baseball", "sunshine", "princess", "master", "shadow",
    "michael", "superman", "batman", "trustno", "hello", "charlie", "freedom", "whatever", "starwars", "computer", "internet", "service", "summer",
    "winter", "spring", "autumn", "sommer", "herbst", "january", "february", "october", "november", "december", "monday", "friday", "london",
    "berlin", "paris", "portal", "partner", "entente", "default", "guest", "login", "access", "temp", "test", "demo", "user", "root", "pass",
];
