using System.Net.Http;
using AtlassianAdmin.Changes.Operations.Accounts;
using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Sandbox.Http;

namespace AtlassianAdmin.Changes.Tests.Running;

/// <summary>What somebody else did between the reading and the request is not told as ours.</summary>
public class GoneByOthersTests
{
    private const string Somebody = "many.tokens@example.com";

    [Theory]
    [InlineData(false, ChangeOutcome.Changed)]
    [InlineData(true, ChangeOutcome.AlreadyInState)]
    public async Task A_listed_token_that_somebody_else_revoked_was_gone_already(bool byOthers, ChangeOutcome outcome)
    {
        Company? company = null;
        var answering = new Answering((request, _) =>
        {
            if (byOthers && request.Method == HttpMethod.Delete)
            {
                company!.Sandbox.Handle(new SandboxRequest("DELETE", request.RequestUri!.PathAndQuery) { Authorization = $"Bearer {company.Sandbox.ApiKey}" });
            }

            return null;
        });
        using (company = new Company(network: answering.Over))
        {
            IReadOnlyList<UserApiToken> tokens = await company.Client.Accounts.GetApiTokensAsync(company.Person(Somebody).AccountId);
            var spec = new RevokeToken(tokens[0].TokenId, tokens[0].Label, Listed: true);

            IReadOnlyList<Change> changes = await company.Runner().RunAsync(spec.ToIntent(company.Person(Somebody), company.Clients), default);

            Change change = Assert.Single(changes);
            Assert.Equal((outcome, null, 1), (change.Outcome, change.ErrorCode, change.Attempts));
            Assert.Equal(tokens.Count - 1, company.Sandbox.Find(Somebody)!.TokenCount);
        }
    }
}
