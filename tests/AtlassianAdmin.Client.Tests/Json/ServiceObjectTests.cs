using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Json;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Users;
using FsCheck;
using FsCheck.Fluent;
using Directory = AtlassianAdmin.Client.Organizations.Directory;

namespace AtlassianAdmin.Client.Tests.Json;

/// <summary>What the service sends is kept: the documented fields typed, the others as plain .NET values, and nothing odd loses a person.</summary>
public class ServiceObjectTests
{
    [Fact]
    public void Unknown_fields_of_every_kind_stay_readable_as_plain_values()
    {
        User user = ReadUser("""
            {"accountId":"1","text":"名","empty":"","whole":9007199254740993,"part":1.5,"big":1e300,"yes":true,"no":false,"nothing":null,
             "list":[1,"two",null,[true]],"object":{"inner":{"deep":[{"x":1}]}}}
            """);

        IReadOnlyDictionary<string, object?> more = user.AdditionalProperties;
        Assert.Equal("名", more["text"]);
        Assert.Equal("", more["empty"]);
        Assert.Equal(9007199254740993L, more["whole"]);
        Assert.Equal(1.5, more["part"]);
        Assert.Equal(1e300, more["big"]);
        Assert.Equal(true, more["yes"]);
        Assert.Equal(false, more["no"]);
        Assert.Null(more["nothing"]);
        Assert.Equal([1L, "two", null], Assert.IsType<PlainList>(more["list"]).Take(3));
        Assert.Equal([true], Assert.IsType<PlainList>(Assert.IsType<PlainList>(more["list"])[3]));
        var inner = Assert.IsType<PlainObject>(Assert.IsType<PlainObject>(more["object"])["inner"]);
        Assert.Equal(1L, Assert.IsType<PlainObject>(Assert.IsType<PlainList>(inner["deep"])[0])["x"]);
        Assert.DoesNotContain("accountId", more.Keys);
        Assert.DoesNotContain(more.Values, v => v is JsonElement);
    }

    public static TheoryData<Type> Models =>
        [.. typeof(ServiceObject).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ServiceObject)) && !t.IsAbstract)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_model_keeps_what_it_does_not_know(Type model)
    {
        var read = (ServiceObject)JsonSerializer.Deserialize("""{"new_thing":{"a":[1]}}""", WireJson.Wire.GetTypeInfo(model)!)!;

        Assert.Equal(["new_thing"], read.AdditionalProperties.Keys);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_model_can_be_empty(Type model)
    {
        var read = (ServiceObject)JsonSerializer.Deserialize("{}", WireJson.Wire.GetTypeInfo(model)!)!;

        Assert.Empty(read.AdditionalProperties);
        Assert.All(model.GetProperties().Where(p => p.PropertyType != typeof(string)), p => p.GetValue(read));
        Assert.NotNull(read.ToString());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_model_takes_null_for_every_field_and_no_list_is_null_that_is_not_said_to_be(Type model)
    {
        JsonTypeInfo type = WireJson.Wire.GetTypeInfo(model)!;
        IEnumerable<string> nulls = type.Properties.Where(p => !p.IsExtensionData).Select(p => $"\"{p.Name}\":null");

        object read = JsonSerializer.Deserialize($"{{{string.Join(",", nulls)}}}", type)!;

        if (model.Namespace is "AtlassianAdmin.Client.Accounts" or "AtlassianAdmin.Client.Organizations" or "AtlassianAdmin.Client.Users")
            Assert.NotNull(read.ToString());
        foreach (PropertyInfo property in model.GetProperties())
        {
            object? value = property.GetValue(read);
            bool list = property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
            bool mayBeNull = new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
            Assert.False(list && !mayBeNull && value is null, $"{property.Name} is null");
        }
    }

    [Fact]
    public void Without_unknown_fields_there_are_no_more() => Assert.Empty(ReadUser("""{"accountId":"1","links":{"self":"x"}}""").AdditionalProperties);

    [Fact]
    public void Unknown_fields_inside_the_nested_parts_of_a_profile_are_kept_under_their_path()
    {
        UserProfile profile = Read(
            """{"account_id":"1","extended_profile":{"job_title":"Boss","team_type":"Software"},"characteristics":{"not_mentionable":true,"flair":[1]}}""", WireJson.Wire.UserProfile);

        Assert.Equal(("Boss", true), (profile.JobTitle, profile.NotMentionable));
        Assert.Equal("Software", profile.AdditionalProperties["extended_profile.team_type"]);
        Assert.Equal([1L], Assert.IsType<PlainList>(profile.AdditionalProperties["characteristics.flair"]));
        Assert.Equal(2, profile.AdditionalProperties.Count);
        Assert.Equal(1L, Read("""{"id":"d","attributes":{"claim":{"attempts":1}}}""", WireJson.Wire.Domain).AdditionalProperties["attributes.claim.attempts"]);
        Assert.Equal("free", Read("""{"id":"o","attributes":{"plan":"free"}}""", WireJson.Wire.Organization).AdditionalProperties["attributes.plan"]);
    }

    [Fact]
    public void A_text_that_is_none_does_not_break_the_rest()
    {
        User user = ReadUser("""{"accountId":"1","odd":"\ud800","fine":"x"}""");

        Assert.Equal("x", user.AdditionalProperties["fine"]);
        Assert.Equal(["fine", "odd"], user.AdditionalProperties.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Null_for_a_list_is_not_told_and_for_an_id_it_is_empty()
    {
        ManagedAccount account = Read("""{"account_id":null,"product_access":null,"links":null,"email":null}""", WireJson.Wire.ManagedAccount);
        User user = ReadUser("""{"accountId":null,"platformRoles":null}""");

        Assert.Null(account.ProductAccess);
        Assert.Null(user.PlatformRoles);
        Assert.Null(account.Email);
        string[] ids =
        [
            account.AccountId, user.AccountId, Read("""{"account_id":null}""", WireJson.Wire.UserProfile).AccountId, Read("""{"id":null}""", WireJson.Wire.UserApiToken).TokenId,
            Read("""{"directoryId":null}""", WireJson.Wire.Directory).DirectoryId, Read("""{"id":null}""", WireJson.Wire.Domain).DomainId, Read("""{"id":null}""", WireJson.Wire.Organization).OrganizationId,
        ];
        Assert.All(ids, id => Assert.Equal("", id));
    }

    [Fact]
    public void Missing_fields_are_null()
    {
        User user = ReadUser("{}");

        Assert.Equal("", user.AccountId);
        Assert.Null(user.Email);
        Assert.Null(user.MfaEnabled);
        Assert.Null(user.AddedToOrg);
        Assert.Equal((null, null, null, null), (user.PlatformRoles, user.Groups, user.ProductAccess, user.ResourceCount));
        Assert.False(user.IsManaged);
        Assert.False(user.IsForDeletion);
    }

    [Fact]
    public void Not_asked_is_null_and_none_is_empty()
    {
        User user = ReadUser("""{"accountId":"1","platformRoles":[],"groups":[],"productAccess":[],"counts":{"resources":0}}""");

        Assert.Empty(user.PlatformRoles!);
        Assert.Empty(user.Groups!);
        Assert.Empty(user.ProductAccess!);
        Assert.Equal(0, user.ResourceCount);
        Assert.Empty(Read("""{"account_id":"1","product_access":[]}""", WireJson.Wire.ManagedAccount).ProductAccess!);
    }

    [Fact]
    public void Values_that_no_document_names_are_kept()
    {
        User user = ReadUser("""{"accountId":"1","status":"on_holiday","accountStatus":"hibernating","claimStatus":"half","membershipStatus":"guest","accountType":"robot","managementSource":"oracle","platformRoles":["atlassian/wizard"]}""");

        Assert.Equal(("on_holiday", "hibernating", "half", "guest", "robot", "oracle"), (user.Status, user.AccountStatus, user.ClaimStatus, user.MembershipStatus, user.AccountType, user.ManagementSource));
        Assert.Equal(["atlassian/wizard"], user.PlatformRoles!);
    }

    [Theory]
    [InlineData("""{"status":"for_deletion"}""", true)]
    [InlineData("""{"status":"FOR_DELETION"}""", true)]
    [InlineData("""{"status":"deactivated","forDeletion":true}""", true)]
    [InlineData("""{"status":"deactivated","forDeletion":false}""", false)]
    [InlineData("""{"status":null,"forDeletion":null}""", false)]
    public void A_scheduled_deletion_is_seen_in_either_form(string json, bool scheduled) => Assert.Equal(scheduled, ReadUser(json).IsForDeletion);

    [Theory]
    [InlineData("\"2026-08-01T10:00:00.000Z\"", "2026-08-01T10:00:00.0000000+00:00")]
    [InlineData("\"2026-08-01T10:00:00Z\"", "2026-08-01T10:00:00.0000000+00:00")]
    [InlineData("\"2026-08-01T10:00:00.123456789Z\"", "2026-08-01T10:00:00.1234568+00:00")]
    [InlineData("\"2026-08-01T12:00:00+02:00\"", "2026-08-01T10:00:00.0000000+00:00")]
    [InlineData("\"2026-08-01T10:00\"", "2026-08-01T10:00:00.0000000+00:00")]
    [InlineData("\"2026-08-01\"", "2026-08-01T00:00:00.0000000+00:00")]
    [InlineData("\"0001-01-01T00:00:00Z\"", "0001-01-01T00:00:00.0000000+00:00")]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"never\"", null)]
    [InlineData("\"10:00\"", null)]
    [InlineData("\"4.2\"", null)]
    [InlineData("\"5 June\"", null)]
    [InlineData("\"2026-13-45T99:00:00Z\"", null)]
    [InlineData("\"99999-01-01T00:00:00Z\"", null)]
    [InlineData("1785578400000", null)]
    [InlineData("true", null)]
    [InlineData("{\"time\":\"2026-08-01\"}", null)]
    [InlineData("[\"2026-08-01\",{}]", null)]
    public void An_odd_time_is_no_time_and_loses_nobody(string json, string? time)
    {
        ManagedAccount account = Read($$"""{"account_id":"1","last_active":{{json}},"name":"after"}""", WireJson.Wire.ManagedAccount);

        Assert.Equal(time, account.LastActive?.ToUniversalTime().ToString("o", CultureInfo.InvariantCulture));
        Assert.Equal("after", account.Name);
        Assert.Equal(time is null && json is not ("null" or "\"\""), account.AdditionalProperties.ContainsKey("last_active"));
    }

    [Fact]
    public void Times_are_read_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in new[] { "th-TH", "ar-SA", "fa-IR", "de-DE", "" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Equal(2026, ReadUser("""{"addedToOrg":"2026-08-01T10:00:00Z"}""").AddedToOrg!.Value.Year);
                Assert.Contains("\"2026-08-01T10:00:00.000Z\"", JsonSerializer.Serialize(ReadUser("""{"addedToOrg":"2026-08-01T10:00:00Z"}"""), WireJson.Wire.User), StringComparison.Ordinal);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("Žofie Nováková")]
    [InlineData("山田 太郎")]
    [InlineData("محمد علي")]
    [InlineData("שרה")]
    [InlineData("Ольга Ґ")]
    [InlineData("ณัฐพล")]
    [InlineData("👩‍💻 Émilie")]
    [InlineData("O'Brien \"Bo\" <b@x.com> & Sons")]
    [InlineData("back\\slash / slash")]
    public void Names_in_every_script_travel_as_they_are(string name)
    {
        string sent = JsonSerializer.Serialize(new UserProfileUpdate { Name = name }, WireJson.Wire.UserProfileUpdate);

        // What lies beyond the first 65,536 characters travels as two escapes: the same to every reader of JSON.
        Assert.Equal(name.Any(char.IsSurrogate), sent.Contains("\\u", StringComparison.Ordinal));
        Assert.Equal(name, Read(sent, WireJson.Wire.UserProfile).Name);
    }

    [Fact]
    public void Any_name_that_is_text_comes_back_as_it_was() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            string name = new([.. text.Get.Where(c => !char.IsSurrogate(c))]);
            string sent = JsonSerializer.Serialize(new EmailBody { Email = name }, WireJson.Wire.EmailBody);
            return JsonSerializer.Deserialize(sent, WireJson.Wire.EmailBody)!.Email == name;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Half_a_character_is_sent_as_the_sign_for_it_and_does_not_fail()
    {
        string sent = JsonSerializer.Serialize(new EmailBody { Email = "a\ud800b" }, WireJson.Wire.EmailBody);

        Assert.Contains("\ufffd", JsonSerializer.Deserialize(sent, WireJson.Wire.EmailBody)!.Email, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_in_quotation_marks_is_a_number() =>
        Assert.Equal(123, Read("""{"data":[],"meta":{"total":"123"}}""", WireJson.Wire.PageUser).Meta!.Total);

    [Fact]
    public void Documented_fields_are_read_where_the_documents_put_them()
    {
        Domain domain = Read("""{"id":"d1","type":"domains","attributes":{"name":"example.com","claim":{"type":"dns","status":"verified"}},"links":{"self":"x"}}""", WireJson.Wire.Domain);
        Organization organization = Read("""{"id":"o1","type":"orgs","attributes":{"name":"Acme"},"relationships":{"domains":{"links":{"related":"r"}}},"links":{"self":"x"}}""", WireJson.Wire.Organization);
        Directory directory = Read("""{"directoryId":"dir","name":"Main","icon":null}""", WireJson.Wire.Directory);
        UserApiToken token = Read("""{"id":"t","label":"My Addon","createdAt":"2015-04-12T23:20:50.522Z","lastAccess":null,"expiry":"2025-03-19T00:00:00.000Z"}""", WireJson.Wire.UserApiToken);

        Assert.Equal(("d1", "example.com", "dns", "verified", true), (domain.DomainId, domain.Name, domain.ClaimType, domain.ClaimStatus, domain.IsVerified));
        Assert.Equal(("o1", "Acme"), (organization.OrganizationId, organization.Name));
        Assert.Equal(("dir", "Main", null), (directory.DirectoryId, directory.Name, directory.Icon));
        Assert.Equal(("t", "My Addon", 2015, null, 2025), (token.TokenId, token.Label, token.CreatedAt?.Year, token.LastAccess?.Year, token.Expiry?.Year));
        Assert.All(new ServiceObject[] { domain, organization, directory, token }, o => Assert.Empty(o.AdditionalProperties));
    }

    private static User ReadUser(string json) => Read(json, WireJson.Wire.User);

    private static T Read<T>(string json, JsonTypeInfo<T> type) => TolerantReader.Read(Encoding.UTF8.GetBytes(json), type, out _)!;
}
