using System.Net.Http;

namespace AtlassianAdmin.Sandbox.Tests.Accounts;

/// <summary>GET and PATCH profile, PUT email.</summary>
public sealed class ProfileTests : IDisposable
{
    private const string Mia = "mia.active@example.com";

    private readonly Caller _caller = new(new SandboxOrganization());

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task A_profile_has_every_documented_field()
    {
        CallerReply reply = await _caller.GetAsync(_caller.ManageOf(Mia) + "/profile");

        Assert.Equal(_caller.Person(Mia).AccountId, reply.At("account/account_id"));
        Assert.Equal("atlassian", reply.At("account/account_type"));
        Assert.Equal("active", reply.At("account/account_status"));
        Assert.Equal("Mia Active", reply.At("account/name"));
        Assert.Equal("Mia", reply.At("account/nickname"));
        Assert.Equal(Mia, reply.At("account/email"));
        Assert.Equal("America/New_York", reply.At("account/zoneinfo"));
        Assert.Equal("en-US", reply.At("account/locale"));
        Assert.Equal("false", reply.At("account/characteristics/not_mentionable"));
        Assert.StartsWith("https://", reply.At("account/picture"), StringComparison.Ordinal);
        Assert.Equal("New York", reply.At("account/extended_profile/location"));
    }

    [Fact]
    public async Task A_change_sets_what_is_sent_and_leaves_the_rest()
    {
        CallerReply changed = await PatchAsync(Mia, """{"name":"ミア・アクティブ","extended_profile":{"job_title":"Lead","department":"Ops"}}""");
        CallerReply read = await _caller.GetAsync(_caller.ManageOf(Mia) + "/profile");

        Assert.Equal(200, changed.Status);
        Assert.Equal(changed.Text, read.Text);
        Assert.Contains("ミア・アクティブ", read.Text, StringComparison.Ordinal);
        Assert.Equal("Lead", read.At("account/extended_profile/job_title"));
        Assert.Equal("Ops", read.At("account/extended_profile/department"));
        Assert.Equal("New York", read.At("account/extended_profile/location"));
        Assert.Equal("Mia", read.At("account/nickname"));
        Assert.Equal("ミア・アクティブ", _caller.Person(Mia).Name);
    }

    [Fact]
    public async Task A_change_of_nothing_is_a_success_that_changes_nothing()
    {
        CallerReply before = await _caller.GetAsync(_caller.ManageOf(Mia) + "/profile");

        Assert.Equal(before.Text, (await PatchAsync(Mia, "{}")).Text);
        Assert.Equal(before.Text, (await PatchAsync(Mia, """{"unknown":"ignored"}""")).Text);
    }

    [Theory]
    [InlineData("""{"nickname":""}""", "nickname", "minLength")]
    [InlineData("""{"nickname":"1234567890123456789012345678901"}""", "nickname", "maxLength")]
    [InlineData("""{"nickname":"a\u0000b"}""", "nickname", "validCharacters")]
    [InlineData("""{"name":"line\nbreak"}""", "name", "validCharacters")]
    [InlineData("""{"name":""}""", "name", "minLength")]
    [InlineData("""{"extended_profile":{"location":"\u0007"}}""", "extended_profile.location", "validCharacters")]
    public async Task A_value_that_breaks_a_constraint_is_refused(string body, string field, string violation)
    {
        CallerReply reply = await PatchAsync(Mia, body);

        Assert.Equal(400, reply.Status);
        Assert.Equal("fieldConstraintsViolated", reply.At("key"));
        Assert.Equal("field-constraints-violated", reply.At("errorKey"));
        Assert.Equal(field, reply.At("context/fieldViolations/0/field"));
        Assert.Equal(violation, reply.At("context/fieldViolations/0/violations/0/key"));
        Assert.Equal(reply.At("context"), reply.At("errorDetail"));
    }

    [Fact]
    public async Task Names_may_have_a_hundred_characters_and_not_one_more()
    {
        Assert.Equal(200, (await PatchAsync(Mia, $$"""{"name":"{{new string('n', 100)}}"}""")).Status);
        CallerReply reply = await PatchAsync(Mia, $$"""{"name":"{{new string('n', 10_000)}}","nickname":"{{new string('n', 30)}}"}""");

        Assert.Equal("name", reply.At("context/fieldViolations/0/field"));
        Assert.Equal(100, _caller.Person(Mia).Name.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"name":7}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("""{"name":"\ud800"}""")]
    [InlineData("""{"extended_profile":"none"}""")]
    public async Task A_body_that_is_no_profile_is_refused(string body)
    {
        CallerReply reply = await PatchAsync(Mia, body);

        Assert.Equal(400, reply.Status);
        Assert.Equal("bodyParseFailure", reply.At("key"));
    }

    [Theory]
    [InlineData("scim.managed@example.com", """{"nickname":"Sini","name":"Sina","extended_profile":{"department":"Ops"}}""", "externalDirectory.scim")]
    [InlineData("google.managed@example.com", """{"name":"G"}""", "externalDirectory.google")]
    [InlineData("saml.profile@example.com", """{"name":"S"}""", "authPolicy.saml")]
    public async Task A_field_that_is_not_ours_is_refused_by_name(string email, string body, string reason)
    {
        CallerReply reply = await PatchAsync(email, body);

        Assert.Equal(403, reply.Status);
        Assert.Equal("forbidden.fieldMutation", reply.At("key"));
        Assert.Equal("forbidden.field-mutation", reply.At("errorKey"));
        Assert.Equal(reason, reply.At("context/name/reason/key"));
        Assert.Null(reply.At("context/nickname"));
    }

    [Fact]
    public async Task A_refused_change_changes_nothing_at_all()
    {
        await PatchAsync("scim.managed@example.com", """{"nickname":"Sini","name":"Sina"}""");
        CallerReply read = await _caller.GetAsync(_caller.ManageOf("scim.managed@example.com") + "/profile");

        Assert.Equal("Sina", read.At("account/nickname"));
        Assert.Equal(200, (await PatchAsync("scim.managed@example.com", """{"nickname":"Sini","zoneinfo":"Asia/Tokyo"}""")).Status);
    }

    [Fact]
    public async Task Read_only_fields_are_refused()
    {
        CallerReply reply = await PatchAsync(Mia, """{"account_status":"closed","email":"x@example.com","nickname":"M"}""");

        Assert.Equal(403, reply.Status);
        Assert.NotNull(reply.At("context/account_status"));
        Assert.NotNull(reply.At("context/email"));
    }

    [Fact]
    public async Task An_email_is_changed_and_the_person_found_under_the_new_one_only()
    {
        string accountId = _caller.Person(Mia).AccountId;

        CallerReply reply = await PutEmailAsync(Mia, "mia.new@EXAMPLE.org");

        Assert.Equal(204, reply.Status);
        Assert.Equal("", reply.Text);
        Assert.Null(_caller.Organization.Find(Mia));
        Assert.Equal(accountId, _caller.Person("MIA.NEW@example.org").AccountId);
        Assert.Equal("[]", (await _caller.SearchAsync($$"""{"emails":["{{Mia}}"]}""")).At("data"));
        Assert.Equal(accountId, (await _caller.SearchAsync("""{"emails":["mia.new@example.org"]}""")).At("data/0/accountId"));
        Assert.Equal("mia.new@EXAMPLE.org", (await _caller.GetAsync(Caller.Manage(accountId) + "/profile")).At("account/email"));
    }

    [Theory]
    [InlineData("mia@example.net", 403, "forbidden.unclaimedDomain", "example.net")]
    [InlineData("mia@elsewhere.test", 403, "forbidden.unclaimedDomain", "elsewhere.test")]
    [InlineData("mia", 400, "fieldConstraintsViolated", "validCharacters")]
    [InlineData("mia@", 400, "fieldConstraintsViolated", "validCharacters")]
    [InlineData("mia\\u0000@example.com", 400, "fieldConstraintsViolated", "validCharacters")]
    [InlineData("ADMIN@example.com", 400, "fieldConstraintsViolated", "alreadyInUse")]
    public async Task An_email_that_cannot_be_is_refused(string email, int status, string key, string detail)
    {
        CallerReply reply = await PutEmailAsync(Mia, email);

        Assert.Equal(status, reply.Status);
        Assert.Equal(key, reply.At("key"));
        Assert.Contains(detail, reply.At("context"), StringComparison.Ordinal);
        Assert.NotNull(_caller.Organization.Find(Mia));
    }

    [Fact]
    public async Task The_parts_of_an_email_may_have_255_characters()
    {
        Assert.Equal(204, (await PutEmailAsync(Mia, new string('m', 255) + "@example.com")).Status);
        CallerReply reply = await PutEmailAsync("alex.kim@example.com", new string('m', 256) + "@example.com");

        Assert.Equal("partMaxLength", reply.At("context/fieldViolations/0/violations/0/key"));
    }

    [Theory]
    [InlineData("scim.managed@example.com", "externalDirectory.scim")]
    [InlineData("google.managed@example.com", "externalDirectory.google")]
    public async Task An_email_that_is_not_ours_is_refused(string email, string reason)
    {
        CallerReply reply = await PutEmailAsync(email, "new@example.com");

        Assert.Equal(403, reply.Status);
        Assert.Equal("forbidden.action", reply.At("key"));
        Assert.Equal($$$"""{"allowed":false,"reason":{"key":"{{{reason}}}"}}""", reply.At("context"));
        Assert.Equal(reply.At("context"), reply.At("errorDetail"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"email":null}""")]
    [InlineData("""{"email":["a@example.com"]}""")]
    public async Task A_body_without_an_email_is_refused(string body)
    {
        CallerReply reply = await _caller.SendAsync(HttpMethod.Put, _caller.ManageOf(Mia) + "/email", body);

        Assert.Equal(400, reply.Status);
        Assert.Equal("bodyParseFailure", reply.At("key"));
    }

    [Theory]
    [InlineData("PATCH", "/profile")]
    [InlineData("PUT", "/email")]
    [InlineData("POST", "/lifecycle/disable")]
    [InlineData("POST", "/lifecycle/enable")]
    [InlineData("POST", "/lifecycle/delete")]
    [InlineData("POST", "/lifecycle/cancel-delete")]
    public async Task A_write_without_a_json_body_is_refused(string method, string path)
    {
        // A lifecycle call may leave the body out altogether; LifecycleTests have that.
        bool isLifecycle = path.StartsWith("/lifecycle", StringComparison.Ordinal);
        foreach ((string? body, string? type) in new[] { (isLifecycle ? "" : null, isLifecycle ? "text/plain" : null), ("{}", null), ("{}", "text/plain"), ("{}", "application/x-www-form-urlencoded") })
            Assert.Equal(415, (await _caller.SendAsync(new HttpMethod(method), _caller.ManageOf(Mia) + path, body, type)).Status);
        Assert.NotEqual(415, (await _caller.SendAsync(new HttpMethod(method), _caller.ManageOf(Mia) + path, "{}", "Application/JSON; charset=utf-8")).Status);
    }

    private Task<CallerReply> PatchAsync(string email, string body) => _caller.SendAsync(HttpMethod.Patch, _caller.ManageOf(email) + "/profile", body);

    private Task<CallerReply> PutEmailAsync(string email, string newEmail) =>
        _caller.SendAsync(HttpMethod.Put, _caller.ManageOf(email) + "/email", $$"""{"email":"{{newEmail}}"}""");
}
