using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Client.Tests.Http.Loopback;

namespace AtlassianAdmin.Client.Tests.Organizations;

/// <summary>The names that lists tell are remembered, and lists of whatever form stay readable for that. The fuzzing of replies found the odd ones.</summary>
public class TellingNameTests
{
    [Theory]
    [InlineData("""{"data":[{"directoryId":"d-1","name":"Partners"}]}""", new[] { "d-1" }, "Partners")]
    [InlineData("""{"data":[null,{"directoryId":"d-1","name":"Partners"},null]}""", new[] { "d-1" }, "Partners")]
    [InlineData("""{"data":[{"directoryId":"d-1"}]}""", new[] { "d-1" }, null)]
    [InlineData("""{"data":[{"directoryId":"d-1","name":""}]}""", new[] { "d-1" }, null)]
    [InlineData("""{"data":[null]}""", new string[0], null)]
    [InlineData("""{"data":null}""", new string[0], null)]
    public async Task Directories(string reply, string[] ids, string? name)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, reply));
        using AdminClient client = ClientUnderTest.Of(server.Uri);
        var read = new List<string>();

        await foreach (Directory directory in client.Organizations.GetDirectoriesAsync())
            read.Add(directory.DirectoryId);

        Assert.Equal(ids, read);
        Assert.Equal(name, client.Organizations.NameOf("d-1"));
    }

    [Theory]
    [InlineData("""{"data":[null,{"id":"ari:1","attributes":{"typeKey":"jira","hostUrl":"https://a.example"}}]}""", new[] { "ari:1" })]
    [InlineData("""{"data":[null]}""", new string[0])]
    public async Task Products(string reply, string[] ids)
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, reply));
        using AdminClient client = ClientUnderTest.Of(server.Uri);
        var read = new List<string>();

        await foreach (Workspace workspace in client.Organizations.GetWorkspacesAsync())
            read.Add(workspace.ResourceId);

        Assert.Equal(ids, read);
        Assert.Equal(ids.Length > 0, client.Organizations.NameOf("ari:1") is not null);
    }

    [Fact]
    public async Task A_record_without_an_id_is_told_and_names_nothing()
    {
        await using LoopbackServer server = LoopbackServer.Start(e => e.ReplyAsync(200, """{"data":[{"name":"Nowhere"},{"directoryId":"d-2","name":"Here"}]}"""));
        using AdminClient client = ClientUnderTest.Of(server.Uri);

        AdminException error = await Assert.ThrowsAsync<AdminException>(async () =>
        {
            await foreach (Directory _ in client.Organizations.GetDirectoriesAsync())
            {
            }
        });

        Assert.Equal(ErrorCode.UnreadableRecord, error.Code);
        Assert.Equal("Here", client.Organizations.NameOf("d-2"));
    }
}
