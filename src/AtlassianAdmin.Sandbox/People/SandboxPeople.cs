using System.Globalization;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.Seeding;

namespace AtlassianAdmin.Sandbox.People;

/// <summary>Makes the people of an organization. Who somebody is depends on the seed and the place in the list only.</summary>
internal sealed class SandboxPeople
{
    public const string CompanyName = "Sandbox Company";

    public static readonly TimeSpan GracePeriod = TimeSpan.FromDays(14);

    private static readonly (string Email, string Name, SandboxPersonKind Kind)[] WellKnown =
    [
        ("admin@example.com", "Ada Admin", SandboxPersonKind.Administrator),
        ("scim.managed@example.com", "Sina Scim", SandboxPersonKind.ManagedByScim),
        ("google.managed@example.com", "Gus Google", SandboxPersonKind.ManagedByGoogle),
        ("saml.profile@example.com", "Sam Saml", SandboxPersonKind.SamlProfile),
        ("export.blocked@example.com", "Ed Export", SandboxPersonKind.ExportControlled),
        ("already.disabled@example.com", "Dee Disabled", SandboxPersonKind.Disabled),
        ("pending.deletion@example.com", "Pia Pending", SandboxPersonKind.PendingDeletion),
        ("many.tokens@example.com", "Tom Tokens", SandboxPersonKind.ManyTokens),
        ("closed.account@example.com", "Cleo Closed", SandboxPersonKind.Closed),
        ("contractor@example.net", "Connor Contractor", SandboxPersonKind.Unmanaged),
        ("unverified@example.com", "Uma Unverified", SandboxPersonKind.Unverified),
        ("mia.active@example.com", "Mia Active", SandboxPersonKind.Active),

        // Beyond the dozen: only there when the organization is large enough.
        ("alex.kim@example.com", "Alex Kim", SandboxPersonKind.Active),
        ("alex.kim@example.org", "Alex Kim", SandboxPersonKind.Active),
        ("scim.disabled@example.com", "Sid Scim", SandboxPersonKind.ManagedByScim),
        ("not.invited@example.com", "Nina Notinvited", SandboxPersonKind.NotInvited),
        ("suspended.member@example.com", "Sue Suspended", SandboxPersonKind.Suspended),
    ];

    private static readonly string[] JobTitles = ["Engineer", "Designer", "Analyst", "Accountant", "Team lead", "Researcher"];
    private static readonly string[] Departments = ["Engineering", "Finance", "Sales", "Support", "Operations", "Legal"];
    private static readonly string[] TokenLabels = ["CI deploy", "Backup script", "Jira export", "Confluence bot", "Laptop", "Reporting"];

    private readonly int _seed;
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _today;

    public SandboxPeople(int seed, TimeProvider clock)
    {
        _seed = seed;
        _clock = clock;
        _today = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
    }

    public SandboxPerson[] Make(int count)
    {
        var people = new SandboxPerson[count];
        for (int i = 0; i < count; i++)
            people[i] = MakeOne(i);
        return people;
    }

    /// <summary>Somebody whom nobody here knew before: invited, and in no directory yet.</summary>
    public SandboxPerson MakeInvited(int index, string email)
    {
        int at = email.LastIndexOf('@');
        SandboxPersonKind kind = SandboxDomains.IsVerified(email.Substring(at + 1)) ? SandboxPersonKind.Active : SandboxPersonKind.Unmanaged;
        string name = email.Substring(0, at);
        var state = new PersonState { Email = email, Name = name, Nickname = name.Length > 30 ? name.Substring(0, 30) : name };
        return new SandboxPerson(index, AccountId(new SeededRandom(_seed ^ 0x696E7669, index)), kind, state, _clock)
        {
            MfaEnabled = kind == SandboxPersonKind.Unmanaged ? null : false,
            ManagementSource = "invited",
            AddedToOrg = _clock.GetUtcNow(),
        };
    }

    /// <summary>Somebody whom the identity provider brings: managed, and in the first directory.</summary>
    public SandboxPerson MakeSynced(int index, string email)
    {
        SandboxPerson person = MakeInvited(index, email);
        person.State = person.State with { Memberships = Membership.Primary };
        return person;
    }

    private SandboxPerson MakeOne(int index)
    {
        var random = new SeededRandom(_seed, index);
        string accountId = AccountId(random);
        if (index < WellKnown.Length)
        {
            (string email, string name, SandboxPersonKind kind) = WellKnown[index];
            bool disabled = email == "scim.disabled@example.com";
            return Person(index, accountId, kind, email, name, name.Split(' ')[0], SandboxNames.English, disabled, random);
        }

        SandboxName picked = random.Pick(SandboxNames.All).Pick(random);
        SandboxPersonKind drawn = DrawKind(random.Below(1000));
        string domain = drawn == SandboxPersonKind.Unmanaged ? "example.net" : random.Chance(12) ? "example.org" : "example.com";
        string address = string.Format(CultureInfo.InvariantCulture, "{0}.{1:0000}@{2}", picked.Mailbox, index + 1, domain);
        return Person(index, accountId, drawn, address, picked.Display, picked.Given, picked.Script, false, random);
    }

    private SandboxPerson Person(
        int index, string accountId, SandboxPersonKind kind, string email, string name, string nickname, NameScript script,
        bool disabled, SeededRandom random)
    {
        Lifecycle lifecycle = disabled ? Lifecycle.Disabled : FirstLifecycle(kind);
        DateTimeOffset? left = lifecycle switch
        {
            Lifecycle.Active => null,
            Lifecycle.PendingDeletion => _today.AddDays(-1 - random.Below(10)),
            _ => _today.AddDays(-15 - random.Below(300)),
        };
        var state = new PersonState
        {
            Email = email,
            Name = name,
            Nickname = nickname,
            TimeZone = script.TimeZone,
            Locale = script.Locale,
            Location = script.Location,
            Organization = kind == SandboxPersonKind.Unmanaged ? null : CompanyName,
            JobTitle = random.Chance(80) ? random.Pick(JobTitles) : null,
            Department = random.Chance(85) ? random.Pick(Departments) : null,
            Lifecycle = lifecycle,
            DeactivatedOn = left,
            DeletedOn = lifecycle == Lifecycle.PendingDeletion ? left + GracePeriod : null,
            IsScimManaged = kind == SandboxPersonKind.ManagedByScim,
            Tokens = Tokens(kind, random),
            Memberships = Memberships(kind, random),
        };
        return new SandboxPerson(index, accountId, kind, state, _clock)
        {
            MfaEnabled = kind == SandboxPersonKind.Unmanaged ? null : random.Chance(70),
            ManagementSource = kind switch
            {
                SandboxPersonKind.ManagedByGoogle => "synced",
                SandboxPersonKind.Unmanaged or SandboxPersonKind.NotInvited => null,
                _ => "invited",
            },
            AddedToOrg = _today.AddDays(-300 - random.Below(1500)),
            LastActive = random.Chance(8) ? null : (left ?? _today).AddDays(-random.Below(random.Chance(20) ? 280 : 20)).AddMinutes(random.Below(600)),
        };
    }

    /// <summary>The three shapes that ids have on the live service.</summary>
    private static string AccountId(SeededRandom random) => random.Below(3) switch
    {
        0 => "557058:" + random.Uuid(),
        1 => "712020:" + random.Uuid(),
        _ => random.Hex(24),
    };

    private static SandboxPersonKind DrawKind(int permille) => permille switch
    {
        < 60 => SandboxPersonKind.Disabled,
        < 70 => SandboxPersonKind.PendingDeletion,
        < 110 => SandboxPersonKind.ManagedByScim,
        < 130 => SandboxPersonKind.ManagedByGoogle,
        < 140 => SandboxPersonKind.SamlProfile,
        < 143 => SandboxPersonKind.ExportControlled,
        < 193 => SandboxPersonKind.Unmanaged,
        < 196 => SandboxPersonKind.Closed,
        < 201 => SandboxPersonKind.Unverified,
        < 241 => SandboxPersonKind.NotInvited,
        < 261 => SandboxPersonKind.Suspended,
        < 264 => SandboxPersonKind.ManyTokens,
        _ => SandboxPersonKind.Active,
    };

    private static Lifecycle FirstLifecycle(SandboxPersonKind kind) => kind switch
    {
        SandboxPersonKind.Disabled or SandboxPersonKind.ExportControlled => Lifecycle.Disabled,
        SandboxPersonKind.PendingDeletion => Lifecycle.PendingDeletion,
        SandboxPersonKind.Closed => Lifecycle.Closed,
        _ => Lifecycle.Active,
    };

    private static IReadOnlyList<Membership> Memberships(SandboxPersonKind kind, SeededRandom random) => kind switch
    {
        SandboxPersonKind.NotInvited or SandboxPersonKind.Closed => Membership.None,
        SandboxPersonKind.Suspended => Membership.SuspendedInPrimary,
        SandboxPersonKind.Unmanaged => random.Chance(80) ? Membership.Partners : Membership.Both,
        _ => random.Below(100) switch
        {
            < 85 => Membership.Primary,
            < 97 => Membership.Both,
            _ => Membership.SuspendedInPartnersOnly,
        },
    };

    private UserApiToken[] Tokens(SandboxPersonKind kind, SeededRandom random)
    {
        int count = kind switch
        {
            SandboxPersonKind.ManyTokens => 40,
            SandboxPersonKind.Closed => 0,
            _ => random.Chance(50) ? 0 : 1 + random.Below(3),
        };
        if (count == 0)
            return [];
        var tokens = new UserApiToken[count];
        for (int i = 0; i < count; i++)
        {
            DateTimeOffset created = _today.AddDays(-random.Below(300)).AddMinutes(random.Below(1400));
            tokens[i] = new UserApiToken
            {
                TokenId = random.Uuid(),
                Label = random.Pick(TokenLabels),
                CreatedAt = created,
                LastAccess = random.Chance(30) ? null : created.AddHours(1 + random.Below(24)),
                Expiry = random.Chance(25) ? null : created.AddDays(365),
            };
        }

        return tokens;
    }
}
