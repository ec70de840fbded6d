using System.Collections.Generic;
using System.Management.Automation;
using AtlassianAdmin.Changes;
using AtlassianAdmin.Errors;
using AtlassianAdmin.Pipeline;

namespace AtlassianAdmin.ApiAccess;

/// <summary>Revokes admin API keys for good. It may be the key of this very connection: the service does not tell which that is.</summary>
[Cmdlet(VerbsSecurity.Revoke, "AtlassianApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RevokeAtlassianApiKeyCommand : ConnectedCmdlet
{
    /// <summary>The key, as Get-AtlassianApiKey lists it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string ApiKeyId { get; set; } = "";

    /// <summary>The label of the key, for the question.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Label { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        string what = $"Revoke API key {(Label is null ? "" : Label + " ")}({ApiKeyId}) of {Used.DisplayName}, which may be the one in use";
        try
        {
            if (Used.Guard.Objection("", "revoking") is { } objection)
                throw objection.With(("account", $"API key {ApiKeyId}"));
            if (Ask(what, "Revoke API key", $"API key {ApiKeyId}", "revoking", out _))
            {
                Change recorded = new(ApiKeyId, "RevokeApiKey", Used.DisplayName)
                {
                    Route = "Organization",
                    Details = new Dictionary<string, string?> { [ChangeDetail.ApiKeyId] = ApiKeyId },
                };
                Await(Begin(() => Used.Journal.SendAsync(recorded, () => client.ApiAccess.RevokeKeyAsync(ApiKeyId, GiveUp))));
            }
        }
        catch (AdminException e)
        {
            WriteError(e.ToErrorRecord(ApiKeyId));
        }
    }
}
