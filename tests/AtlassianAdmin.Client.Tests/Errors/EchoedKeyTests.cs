using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Client.Tests.Errors;

/// <summary>The platform quotes what it cannot read: neither the key nor an order to the terminal comes with it, not even in the cause of an error.</summary>
public class EchoedKeyTests
{
    private const string Key = ClientUnderTest.ShapelessKey;

    [Theory]
    [InlineData("a status line", Key + "\r\n\r\n")]
    [InlineData("a status", "HTTP/1.1 " + Key + "\r\n\r\n")]
    [InlineData("a status line for the terminal", "\u001b[2J\u0007" + Key + "\r\n\r\n")]
    [InlineData("a header", "HTTP/1.1 200 OK\r\n" + Key + "\r\n\r\n")]
    [InlineData("a length", "HTTP/1.1 200 OK\r\nContent-Length: " + Key + "\r\n\r\n{}")]
    [InlineData("a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Key + "\r\n{}\r\n0\r\n\r\n")]
    [InlineData("a text", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + Key)]
    [InlineData("a text that begins as a number", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n5" + Key)]
    [InlineData("a word", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"account\":n" + Key + "}")]
    [InlineData("a name", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"" + Key + "\":nul}")]
    [InlineData("somebody's address", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"account\":nmia@example.com}")]
    public async Task What_cannot_be_read_is_not_quoted_with_the_key_in_it(string what, string reply)
    {
        await using LoopbackServer server = LoopbackServer.Start(async e =>
        {
            await e.SendAsync(reply);
            e.Close();
        });
        using AdminClient client = ClientUnderTest.Of(server.Uri, Key);

        AdminException error = await Assert.ThrowsAsync<AdminException>(() => client.Accounts.GetProfileAsync("x"));

        Assert.DoesNotContain(Key, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("mia@example.com", error.ToString(), StringComparison.Ordinal);
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
            Assert.True(ShownText.Of(cause.Message) == cause.Message, what);
    }
}
