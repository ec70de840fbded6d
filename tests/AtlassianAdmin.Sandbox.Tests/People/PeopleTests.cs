using System.Diagnostics;
using System.Text.RegularExpressions;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Tests.People;

/// <summary>Who is in the organization.</summary>
public sealed class PeopleTests
{
    [Theory]
    [InlineData("admin@example.com", SandboxPersonKind.Administrator, "active")]
    [InlineData("scim.managed@example.com", SandboxPersonKind.ManagedByScim, "active")]
    [InlineData("google.managed@example.com", SandboxPersonKind.ManagedByGoogle, "active")]
    [InlineData("saml.profile@example.com", SandboxPersonKind.SamlProfile, "active")]
    [InlineData("export.blocked@example.com", SandboxPersonKind.ExportControlled, "inactive")]
    [InlineData("already.disabled@example.com", SandboxPersonKind.Disabled, "inactive")]
    [InlineData("pending.deletion@example.com", SandboxPersonKind.PendingDeletion, "inactive")]
    [InlineData("many.tokens@example.com", SandboxPersonKind.ManyTokens, "active")]
    [InlineData("closed.account@example.com", SandboxPersonKind.Closed, "closed")]
    [InlineData("contractor@example.net", SandboxPersonKind.Unmanaged, "active")]
    [InlineData("unverified@example.com", SandboxPersonKind.Unverified, "active")]
    [InlineData("mia.active@example.com", SandboxPersonKind.Active, "active")]
    public void The_well_known_people_are_in_the_smallest_organization(string email, SandboxPersonKind kind, string status)
    {
        SandboxPerson? person = new SandboxOrganization(new SandboxOptions { UserCount = 12, Seed = 77 }).Find(email);

        Assert.NotNull(person);
        Assert.Equal(kind, person.Kind);
        Assert.Equal(status, person.AccountStatus);
    }

    [Fact]
    public void Two_people_share_a_name_and_a_person_of_scim_is_disabled()
    {
        var organization = new SandboxOrganization();

        Assert.Equal("Alex Kim", organization.Find("alex.kim@example.com")!.Name);
        Assert.Equal("Alex Kim", organization.Find("alex.kim@example.org")!.Name);
        Assert.Equal("inactive", organization.Find("scim.disabled@example.com")!.AccountStatus);
        Assert.Equal(SandboxPersonKind.ManagedByScim, organization.Find("scim.disabled@example.com")!.Kind);
        Assert.True(organization.Find("many.tokens@example.com")!.TokenCount > 20);
    }

    [Fact]
    public void The_same_seed_gives_the_same_people_and_a_larger_organization_adds_to_them()
    {
        string[] few = Shown(new SandboxOrganization(new SandboxOptions { UserCount = 50, Seed = 5 }));
        string[] again = Shown(new SandboxOrganization(new SandboxOptions { UserCount = 50, Seed = 5 }));
        string[] many = Shown(new SandboxOrganization(new SandboxOptions { UserCount = 500, Seed = 5 }));
        string[] other = Shown(new SandboxOrganization(new SandboxOptions { UserCount = 50, Seed = 6 }));

        Assert.Equal(few, again);
        Assert.Equal(few, many.Take(50));
        Assert.NotEqual(few, other);
    }

    [Fact]
    public void The_people_are_these_on_every_runtime()
    {
        // Documentation and samples name them: a change here breaks those.
        IReadOnlyList<SandboxPerson> people = new SandboxOrganization().People;

        Assert.Equal(
            [
                "francois.lukasiewicz.0018@example.org François Łukasiewicz 557058:519f531d-edb7-4e8e-a1fc-83eb080c33ef",
                "wei.zhao.0019@example.com 赵伟 712020:dee08081-e3e6-4fdd-aa00-81a7baacaef3",
                "svetlana.bondar.0020@example.net Светлана Бондар 712020:fa45c467-ef70-4760-a08e-7426ea304282",
            ],
            people.Skip(17).Take(3).Select(person => $"{person.Email} {person.Name} {person.AccountId}"));
    }

    [Fact]
    public void Ids_have_the_three_real_shapes_and_addresses_are_those_of_examples()
    {
        IReadOnlyList<SandboxPerson> people = new SandboxOrganization(new SandboxOptions { UserCount = 500 }).People;

        foreach (string shape in new[] { "^557058:[0-9a-f-]{36}$", "^712020:[0-9a-f-]{36}$", "^[0-9a-f]{24}$" })
            Assert.InRange(people.Count(person => Regex.IsMatch(person.AccountId, shape)), 100, 250);
        Assert.All(people, person => Assert.Matches(@"^[a-z0-9.\-]+@example\.(com|org|net)$", person.Email));
        Assert.All(people, person => Assert.Equal(person.Kind == SandboxPersonKind.Unmanaged, person.Email.EndsWith(".net", StringComparison.Ordinal)));
        Assert.Equal(people.Count, people.Select(person => person.Email).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(people.Count, people.Select(person => person.AccountId).Distinct().Count());
    }

    [Theory]
    [InlineData(@"\p{IsCJKUnifiedIdeographs}")]
    [InlineData(@"\p{IsArabic}")]
    [InlineData(@"\p{IsCyrillic}")]
    [InlineData(@"\p{IsDevanagari}")]
    [InlineData(@"\p{IsHangulSyllables}")]
    [InlineData(@"\p{IsGreek}")]
    [InlineData(@"\p{IsHebrew}")]
    [InlineData(@"\p{IsThai}")]
    [InlineData("[ëøçéłŠüÅ]")]
    [InlineData("O'Connor|Smith-Jones")]
    public void Names_are_written_in_many_scripts(string script) =>
        Assert.Contains(new SandboxOrganization().People, person => Regex.IsMatch(person.Name, script));

    [Fact]
    public void Every_kind_of_person_is_in_a_large_organization_and_most_are_ordinary()
    {
        IReadOnlyList<SandboxPerson> people = new SandboxOrganization(new SandboxOptions { UserCount = 2000 }).People;

        Assert.Equal(Enum.GetValues<SandboxPersonKind>().Order(), people.Select(person => person.Kind).Distinct().Order());
        Assert.InRange(people.Count(person => person.Kind == SandboxPersonKind.Active), 1300, 1700);
    }

    [Fact]
    public void A_hundred_thousand_people_are_made_in_moments()
    {
        var watch = Stopwatch.StartNew();

        var organization = new SandboxOrganization(new SandboxOptions { UserCount = 100_000 });

        Assert.Equal(100_000, organization.People.Count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public void Options_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SandboxOrganization(new SandboxOptions { UserCount = 11 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SandboxOrganization(new SandboxOptions { RateLimit = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SandboxOrganization(new SandboxOptions { PageSize = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SandboxOrganization(new SandboxOptions { Latency = TimeSpan.FromSeconds(-1) }));
    }

    [Fact]
    public void Keys_look_like_keys_say_that_they_are_none_and_differ()
    {
        var organization = new SandboxOrganization();
        string[] keys =
            [organization.ApiKey, organization.ScopedApiKey, organization.ExpiredApiKey, organization.OtherOrganizationApiKey, organization.PersonalToken];

        Assert.All(keys, key => Assert.Matches("^AT(AT|CT|BB)T?[A-Za-z0-9+/_=-]{20,}$", key));
        Assert.All(keys, key => Assert.Matches("=[0-9A-F]{8}$", key));
        Assert.All(keys, key => Assert.Contains("SANDBOX-NOT-A-SECRET", key, StringComparison.Ordinal));
        Assert.All(keys.Take(4), key => Assert.StartsWith("ATCTT3xFfGN0", key, StringComparison.Ordinal));
        Assert.StartsWith("ATATT3xFfGF0", organization.PersonalToken, StringComparison.Ordinal);
        Assert.Equal(5, keys.Distinct().Count());
        Assert.NotEqual(organization.ApiKey, new SandboxOrganization(new SandboxOptions { Seed = 2 }).ApiKey);
    }

    private static string[] Shown(SandboxOrganization organization) =>
        [.. organization.People.Select(person => $"{person.AccountId} {person.Email} {person.Name} {person.Kind} {person.TokenCount}")];
}
