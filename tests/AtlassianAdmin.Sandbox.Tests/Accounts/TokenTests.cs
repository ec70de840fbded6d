using System.Net.Http;
using System.Text.Json;

namespace AtlassianAdmin.Sandbox.Tests.Accounts;

/// <summary>GET and DELETE api-tokens.</summary>
public sealed class TokenTests : IDisposable
{
    private readonly Caller _caller = new(new SandboxOrganization());

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task Tokens_come_as_a_bare_list_with_and_without_the_optional_fields()
    {
        CallerReply reply = await _caller.GetAsync(_caller.ManageOf("many.tokens@example.com") + "/api-tokens");

        Assert.Equal(JsonValueKind.Array, reply.Json.ValueKind);
        JsonElement[] tokens = [.. reply.Json.EnumerateArray()];
        Assert.Equal(40, tokens.Length);
        Assert.All(tokens, token => Assert.True(DateTimeOffset.TryParse(token.GetProperty("createdAt").GetString(), out _)));
        foreach (string optional in new[] { "lastAccess", "expiry" })
        {
            Assert.Contains(tokens, token => token.TryGetProperty(optional, out _));
            Assert.Contains(tokens, token => !token.TryGetProperty(optional, out _));
        }
    }

    [Fact]
    public async Task A_token_is_deleted_once()
    {
        string path = _caller.ManageOf("many.tokens@example.com") + "/api-tokens";
        string token = (await _caller.GetAsync(path)).At("7/id")!;

        Assert.Equal(204, (await _caller.SendAsync(HttpMethod.Delete, $"{path}/{token}")).Status);
        CallerReply again = await _caller.SendAsync(HttpMethod.Delete, $"{path}/{token}");

        Assert.Equal(404, again.Status);
        Assert.Equal("notFound", again.At("key"));
        Assert.Equal("""{"key":"notFound"}""", again.Text);
        CallerReply rest = await _caller.GetAsync(path);
        Assert.Equal(39, rest.Json.GetArrayLength());
        Assert.DoesNotContain(token, rest.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_of_somebody_else_is_not_found()
    {
        string token = (await _caller.GetAsync(_caller.ManageOf("many.tokens@example.com") + "/api-tokens")).At("0/id")!;

        CallerReply reply = await _caller.SendAsync(HttpMethod.Delete, $"{_caller.ManageOf("mia.active@example.com")}/api-tokens/{token}");

        Assert.Equal(404, reply.Status);
        Assert.Equal(40, _caller.Person("many.tokens@example.com").TokenCount);
    }

    [Fact]
    public async Task Tokens_survive_a_disable_and_a_deletion_that_is_cancelled()
    {
        string manage = _caller.ManageOf("many.tokens@example.com");

        await _caller.PostAsync(manage + "/lifecycle/disable");
        Assert.Equal(40, (await _caller.GetAsync(manage + "/api-tokens")).Json.GetArrayLength());
        await _caller.PostAsync(manage + "/lifecycle/delete");
        await _caller.PostAsync(manage + "/lifecycle/cancel-delete");
        Assert.Equal(40, (await _caller.GetAsync(manage + "/api-tokens")).Json.GetArrayLength());
    }
}
