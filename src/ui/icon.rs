//! Icons, from the sprite `public/icons.svg` (shapes of Lucide, ISC licence), which `index.html` holds: an icon waits for no request, and shows
//! while the server is away. The ids of its symbols begin with `icon-`.

use leptos::prelude::*;

macro_rules! icons {
    ($($variant:ident = $id:literal,)*) => {
        /// The name of an icon in the sprite.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum IconName {
            $(#[doc = concat!("The shape `", $id, "`.")] $variant,)*
        }

        impl IconName {
            /// Every icon, in the order of their names.
            pub const ALL: &[IconName] = &[$(IconName::$variant,)*];

            /// Its name in Lucide; in the sprite behind `icon-`.
            pub fn id(self) -> &'static str {
                match self {
                    $(IconName::$variant => $id,)*
                }
            }
        }
    };
}

icons! {
    Archive = "archive",
    ArrowDown = "arrow-down",
    ArrowLeft = "arrow-left",
    ArrowRight = "arrow-right",
    ArrowUp = "arrow-up",
    AtSign = "at-sign",
    BadgeCheck = "badge-check",
    BadgeDollarSign = "badge-dollar-sign",
    Ban = "ban",
    Bell = "bell",
    BookOpen = "book-open",
    Bookmark = "bookmark",
    Building2 = "building-2",
    Calendar = "calendar",
    CalendarClock = "calendar-clock",
    ChartColumn = "chart-column",
    Check = "check",
    ChevronDown = "chevron-down",
    ChevronLeft = "chevron-left",
    ChevronRight = "chevron-right",
    ChevronUp = "chevron-up",
    ChevronsUpDown = "chevrons-up-down",
    Circle = "circle",
    CircleAlert = "circle-alert",
    CircleCheck = "circle-check",
    CircleDashed = "circle-dashed",
    CircleDot = "circle-dot",
    CircleHelp = "circle-help",
    CirclePause = "circle-pause",
    CircleSlash = "circle-slash",
    CircleX = "circle-x",
    Clock = "clock",
    CloudCheck = "cloud-check",
    CloudOff = "cloud-off",
    Columns2 = "columns-2",
    Copy = "copy",
    Download = "download",
    Ellipsis = "ellipsis",
    Equal = "equal",
    EqualApproximately = "equal-approximately",
    EqualNot = "equal-not",
    ExternalLink = "external-link",
    Eye = "eye",
    EyeOff = "eye-off",
    File = "file",
    FileText = "file-text",
    Flag = "flag",
    Folder = "folder",
    Gavel = "gavel",
    Globe = "globe",
    GraduationCap = "graduation-cap",
    GripVertical = "grip-vertical",
    Handshake = "handshake",
    History = "history",
    Hourglass = "hourglass",
    House = "house",
    Image = "image",
    Inbox = "inbox",
    Info = "info",
    KeyRound = "key-round",
    Keyboard = "keyboard",
    Languages = "languages",
    Link = "link",
    ListChecks = "list-checks",
    ListFilter = "list-filter",
    LoaderCircle = "loader-circle",
    Lock = "lock",
    LogIn = "log-in",
    LogOut = "log-out",
    Mail = "mail",
    MapPin = "map-pin",
    Menu = "menu",
    MessageSquare = "message-square",
    Monitor = "monitor",
    Moon = "moon",
    Package = "package",
    Palette = "palette",
    PanelLeft = "panel-left",
    Paperclip = "paperclip",
    Pencil = "pencil",
    Phone = "phone",
    Plus = "plus",
    RefreshCw = "refresh-cw",
    RotateCcw = "rotate-ccw",
    Scale = "scale",
    Search = "search",
    Send = "send",
    Settings = "settings",
    Shield = "shield",
    ShieldAlert = "shield-alert",
    ShieldCheck = "shield-check",
    SlidersHorizontal = "sliders-horizontal",
    Smartphone = "smartphone",
    Sparkles = "sparkles",
    Star = "star",
    Sun = "sun",
    SunMoon = "sun-moon",
    Tag = "tag",
    Target = "target",
    Timer = "timer",
    Trash2 = "trash-2",
    TrendingDown = "trending-down",
    TrendingUp = "trending-up",
    TriangleAlert = "triangle-alert",
    Trophy = "trophy",
    Undo2 = "undo-2",
    Upload = "upload",
    User = "user",
    Users = "users",
    Wallet = "wallet",
    WifiOff = "wifi-off",
    X = "x",
    Zap = "zap",
}

impl IconName {
    /// Whether the shape points along the line of text, and so turns round in a right-to-left language.
    fn is_directional(self) -> bool {
        use IconName::*;
        matches!(
            self,
            ArrowLeft
                | ArrowRight
                | ChevronLeft
                | ChevronRight
                | ExternalLink
                | ListFilter
                | LogIn
                | LogOut
                | PanelLeft
                | Send
                | TrendingDown
                | TrendingUp
                | Undo2
        )
    }
}

/// How large an icon stands.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum IconSize {
    /// 14 px, beside small text.
    Small,
    /// 16 px.
    #[default]
    Normal,
    /// 20 px, in empty states and heads.
    Large,
}

/// An icon. It is decoration: the name of what it stands for is in the text beside it or on the button around it.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
    /// How large.
    #[prop(optional)]
    size: IconSize,
) -> impl IntoView {
    let mut class = String::from(match size {
        IconSize::Small => "icon icon-small",
        IconSize::Normal => "icon",
        IconSize::Large => "icon icon-large",
    });
    if name.is_directional() {
        class.push_str(" icon-directional");
    }
    if name == IconName::LoaderCircle {
        class.push_str(" icon-turning");
    }
    view! {
        <svg class=class aria-hidden="true">
            <use href=format!("#icon-{}", name.id())></use>
        </svg>
    }
}
