using System.Net.Http;
using System.Text.RegularExpressions;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Tests.Http;

namespace AtlassianAdmin.Client.Tests.Errors;

/// <summary>Every example goes the whole way: through the handlers, the table and the catalogue, to what a person reads.</summary>
public class ErrorExampleTests
{
    public static TheoryData<string> Names => [.. ErrorExamples.All.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_error_of_the_service_becomes_its_code(string name)
    {
        ErrorExample example = ErrorExamples.Find(name);

        AdminException error = await RaiseAsync(example);

        Assert.Equal(example.Code, error.Code);
        Assert.Equal(example.Status, error.HttpStatus);
        Assert.InRange(error.Attempts, 1, 7);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Its_sentences_are_complete_name_the_account_and_hold_no_key(string name)
    {
        ErrorExample example = ErrorExamples.Find(name);

        AdminException error = await RaiseAsync(example);

        Assert.DoesNotMatch(new Regex(@"\{[a-z]+\}"), error.Message);
        Assert.DoesNotMatch(new Regex(@"\{[a-z]+\}"), error.Remedy);
        Assert.DoesNotContain("..", error.Message.Replace("…", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("organization organization", error.Message, StringComparison.Ordinal);
        if (example.Template.Contains("{account_id}", StringComparison.Ordinal) && error.Definition.Meaning.Contains("{account}", StringComparison.Ordinal))
            Assert.Contains(ClientUnderTest.AccountId, error.Message, StringComparison.Ordinal);
        if (example.Template.Contains("{account_id}", StringComparison.Ordinal) && error.Definition.Remedy.Contains("{account}", StringComparison.Ordinal))
            Assert.Contains(ClientUnderTest.AccountId, error.Remedy, StringComparison.Ordinal);
        if (example.Says is { } words)
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(example.Key, error + error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_body_that_echoes_the_key_does_not_carry_it_on(string name)
    {
        ErrorExample plain = ErrorExamples.Find(name);
        foreach (string key in new[] { ClientUnderTest.AdminKey, ClientUnderTest.PersonalToken, ClientUnderTest.ShapelessKey })
        {
            // Into every value of the body, and behind what has none.
            string echoing = Regex.Replace(plain.Body, """(?<=:\s*")(?=[^"]*")""", key + " ") + (plain.Body.EndsWith('}') ? "" : " " + key);

            AdminException error = await RaiseAsync(plain with { Body = echoing, Key = key });

            Assert.DoesNotContain(key, AllTextsOf(error), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Every_row_of_the_table_decides_at_least_one_example()
    {
        var decided = ErrorExamples.All.Select(Deciding).ToHashSet();

        Assert.Empty(ErrorRule.Table.Where(r => !decided.Contains(r)).Select(Describe));
    }

    [Fact]
    public void No_two_examples_have_one_name() =>
        Assert.Equal(ErrorExamples.All.Count, ErrorExamples.All.Select(e => e.Name).Distinct().Count());

    [Fact]
    public void A_servlet_refusal_of_the_user_family_is_not_taken_for_an_unmanaged_account()
    {
        ErrorExample example = ErrorExamples.Find("D 403 servlet");

        Assert.Equal("Forbidden", example.Read().Key);
        Assert.Equal(ErrorBodyShape.Servlet, example.Read().Shape);
    }

    private static async Task<AdminException> RaiseAsync(ErrorExample example)
    {
        using var network = new StubNetwork(request =>
            IsQuestionOfScopes(request) ? ScopesOf(example) : StubNetwork.Reply(example.Status, example.Bytes));
        using AdminClient client = ClientUnderTest.Of(network, example.Key);
        if (example.Scoped == true)
        {
            // The service shows that a key has scopes by refusing account management; from then on it is known.
            ApiRequest question = ClientUnderTest.Request(HttpMethod.Get, ApiFamily.UserManagement, Question, RequestEffect.Reads).Query("privileges", "profile.read");
            await Assert.ThrowsAsync<AdminException>(() => client.Transport().SendAsync(question, CancellationToken.None));
        }

        return await Assert.ThrowsAsync<AdminException>(() => client.Transport().SendAsync(example.Request(), CancellationToken.None));
    }

    private const string Question = "/users/{account_id}/manage";

    private static bool IsQuestionOfScopes(HttpRequestMessage request) =>
        request.RequestUri!.Query.Contains("privileges=", StringComparison.Ordinal);

    private static HttpResponseMessage ScopesOf(ErrorExample example) => example.Scoped switch
    {
        true => StubNetwork.Reply(403, """{"key":"forbidden.insufficientScope"}"""),
        false => StubNetwork.Reply(404, """{"key":"accountNotFound"}"""),
        null => StubNetwork.Reply(500, ""),
    };

    private static string AllTextsOf(AdminException error)
    {
        ServiceError? told = error.ServiceError;
        return string.Join('\n', error.ToString(), error.Message, error.Remedy, error.ServiceKey, error.ServiceReason, error.RequestId, told?.Message, told?.Domain, told?.Excerpt, told?.Describe(),
            string.Join('\n', told?.Fields.Select(f => f.Key + f.Value) ?? []));
    }

    private static ErrorRule Deciding(ErrorExample example)
    {
        ServiceError error = example.Read();
        ApiKeyShape shape = example.KeyShape;
        return ErrorRule.Table.First(r => r.Fits(error, example.Family, example.Template, shape, example.Scoped));
    }

    private static string Describe(ErrorRule rule) =>
        $"{rule.Code} {rule.Family} {rule.Status} {rule.Key} {rule.Shape} {rule.KeyShape} {rule.Says} {rule.Path} {rule.Scoped}";
}
