using AtlassianAdmin.Client.ApiAccess;

namespace AtlassianAdmin.Commands.ApiAccess;

/// <summary>Gets the admin API keys of the organization. Which of them this connection uses, the service does not tell.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianApiKey", SupportsPaging = true)]
[OutputType(typeof(OrganizationApiKey))]
public sealed class GetAtlassianApiKeyCommand : ConnectedCmdlet
{
    /// <summary>Only keys that expire before this moment; those that have expired included.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public DateTimeOffset? ExpiresBefore { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        Stream(Client.ApiAccess.GetKeysAsync, key => ExpiresBefore is null || key.ExpiresAt < ExpiresBefore);
}
