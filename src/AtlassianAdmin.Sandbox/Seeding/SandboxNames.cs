namespace AtlassianAdmin.Sandbox.Seeding;

/// <summary>A name as its owner writes it, and in letters that an e-mail address can hold.</summary>
internal sealed class SandboxName
{
    public SandboxName(string display, string given, string mailbox, NameScript script)
    {
        Display = display;
        Given = given;
        Mailbox = mailbox;
        Script = script;
    }

    public string Display { get; }

    public string Given { get; }

    /// <summary><c>given.family</c> in plain letters.</summary>
    public string Mailbox { get; }

    public NameScript Script { get; }
}

/// <summary>Names of one script: pairs of plain letters and the name itself.</summary>
internal sealed class NameScript
{
    public (string Plain, string Written)[] Given { get; init; } = [];

    public (string Plain, string Written)[] Family { get; init; } = [];

    public string TimeZone { get; init; } = "";

    public string Locale { get; init; } = "";

    public string Location { get; init; } = "";

    public string Separator { get; init; } = " ";

    public bool FamilyFirst { get; init; }

    public SandboxName Pick(SeededRandom random)
    {
        (string plainGiven, string given) = random.Pick(Given);
        (string plainFamily, string family) = random.Pick(Family);
        string display = FamilyFirst ? family + Separator + given : given + Separator + family;
        return new SandboxName(display, given, plainGiven + "." + plainFamily, this);
    }
}

/// <summary>The names that people are made from. Few enough that some share one.</summary>
internal static class SandboxNames
{
    /// <summary>Of the people whom the documentation names.</summary>
    public static NameScript English { get; } = new()
    {
        Given = [("mia", "Mia"), ("noah", "Noah"), ("ava", "Ava"), ("liam", "Liam"), ("grace", "Grace"), ("owen", "Owen"), ("ruby", "Ruby"), ("jack", "Jack")],
        Family = [("walker", "Walker"), ("hughes", "Hughes"), ("bennett", "Bennett"), ("cole", "Cole"), ("oconnor", "O'Connor"), ("smith-jones", "Smith-Jones"), ("young", "Young"), ("reid", "Reid")],
        TimeZone = "America/New_York",
        Locale = "en-US",
        Location = "New York",
    };

    public static NameScript[] All { get; } =
    [
        English,
        new()
        {
            Given = [("zoe", "Zoë"), ("bjorn", "Björn"), ("soren", "Søren"), ("francois", "François"), ("jose", "José"), ("malgorzata", "Małgorzata"), ("sarka", "Šárka"), ("gul", "Gül")],
            Family = [("muller", "Müller"), ("nunez", "Núñez"), ("lukasiewicz", "Łukasiewicz"), ("dvorak", "Dvořák"), ("angstrom", "Ångström"), ("yilmaz", "Yılmaz"), ("strasser", "Straßer"), ("oberg", "Öberg")],
            TimeZone = "Europe/Berlin",
            Locale = "de-DE",
            Location = "Zürich",
        },
        new()
        {
            Given = [("haruka", "陽菜"), ("ren", "蓮"), ("yuto", "悠斗"), ("sakura", "さくら"), ("aoi", "葵"), ("sota", "颯太")],
            Family = [("sato", "佐藤"), ("suzuki", "鈴木"), ("takahashi", "髙橋"), ("tanaka", "田中"), ("watanabe", "渡邊"), ("kobayashi", "小林")],
            FamilyFirst = true,
            TimeZone = "Asia/Tokyo",
            Locale = "ja-JP",
            Location = "東京",
        },
        new()
        {
            Given = [("wei", "伟"), ("fang", "芳"), ("na", "娜"), ("xiuying", "秀英"), ("qiang", "强"), ("lei", "磊")],
            Family = [("wang", "王"), ("li", "李"), ("zhang", "张"), ("chen", "陈"), ("ouyang", "欧阳"), ("zhao", "赵")],
            FamilyFirst = true,
            Separator = "",
            TimeZone = "Asia/Shanghai",
            Locale = "zh-CN",
            Location = "上海",
        },
        new()
        {
            Given = [("minjun", "민준"), ("seoyeon", "서연"), ("jiho", "지호"), ("haeun", "하은"), ("dohyun", "도현")],
            Family = [("kim", "김"), ("lee", "이"), ("park", "박"), ("choi", "최"), ("jung", "정")],
            FamilyFirst = true,
            Separator = "",
            TimeZone = "Asia/Seoul",
            Locale = "ko-KR",
            Location = "서울",
        },
        new()
        {
            Given = [("layla", "ليلى"), ("omar", "عمر"), ("fatima", "فاطمة"), ("yusuf", "يوسف"), ("maryam", "مريم"), ("khalid", "خالد")],
            Family = [("haddad", "حداد"), ("mansour", "منصور"), ("nasser", "ناصر"), ("khoury", "خوري"), ("saleh", "صالح"), ("farouk", "فاروق")],
            TimeZone = "Asia/Dubai",
            Locale = "ar-AE",
            Location = "دبي",
        },
        new()
        {
            Given = [("olga", "Ольга"), ("dmytro", "Дмитро"), ("natalia", "Наталія"), ("ivan", "Иван"), ("svetlana", "Светлана"), ("yurii", "Юрій")],
            Family = [("shevchenko", "Шевченко"), ("kovalenko", "Коваленко"), ("petrova", "Петрова"), ("hrytsenko", "Гриценко"), ("yablonska", "Яблонська"), ("bondar", "Бондар")],
            TimeZone = "Europe/Kyiv",
            Locale = "uk-UA",
            Location = "Київ",
        },
        new()
        {
            Given = [("aarav", "आरव"), ("priya", "प्रिया"), ("ananya", "अनन्या"), ("rohan", "रोहन"), ("krishna", "कृष्ण"), ("lakshmi", "लक्ष्मी")],
            Family = [("sharma", "शर्मा"), ("gupta", "गुप्ता"), ("verma", "वर्मा"), ("joshi", "जोशी"), ("mishra", "मिश्रा"), ("patel", "पटेल")],
            TimeZone = "Asia/Kolkata",
            Locale = "hi-IN",
            Location = "मुंबई",
        },
        new()
        {
            Given = [("eleni", "Ελένη"), ("nikos", "Νίκος"), ("maria", "Μαρία"), ("giorgos", "Γιώργος")],
            Family = [("papadopoulou", "Παπαδοπούλου"), ("ioannidis", "Ιωαννίδης"), ("vlachos", "Βλάχος"), ("georgiou", "Γεωργίου")],
            TimeZone = "Europe/Athens",
            Locale = "el-GR",
            Location = "Αθήνα",
        },
        new()
        {
            Given = [("noa", "נועה"), ("david", "דוד"), ("tamar", "תמר"), ("yonatan", "יונתן")],
            Family = [("cohen", "כהן"), ("levi", "לוי"), ("mizrahi", "מזרחי"), ("peretz", "פרץ")],
            TimeZone = "Asia/Jerusalem",
            Locale = "he-IL",
            Location = "תל אביב",
        },
        new()
        {
            Given = [("somchai", "สมชาย"), ("malee", "มาลี"), ("anong", "อนงค์"), ("niran", "นิรันดร์")],
            Family = [("saetang", "แซ่ตั้ง"), ("wongsakul", "วงศ์สกุล"), ("thongdee", "ทองดี"), ("srisai", "ศรีใส")],
            TimeZone = "Asia/Bangkok",
            Locale = "th-TH",
            Location = "กรุงเทพฯ",
        },
    ];
}
