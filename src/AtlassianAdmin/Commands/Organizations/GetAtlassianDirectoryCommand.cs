using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Organizations;

namespace AtlassianAdmin.Commands.Organizations;

/// <summary>Gets the user directories of the organization, or those that a person is in.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianDirectory", DefaultParameterSetName = "All", SupportsPaging = true)]
[OutputType(typeof(Directory))]
public sealed class GetAtlassianDirectoryCommand : ConnectedCmdlet
{
    /// <summary>Part of the name.</summary>
    [Parameter(Position = 0, ParameterSetName = "All")]
    [ValidateNotNullOrEmpty]
    [NoWildcard]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? SearchTerm { get; set; }

    /// <summary>Only the directories of this person.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Person")]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public UserIdentity? Identity { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        if (ParameterSetName == "All")
        {
            Stream(token => client.Organizations.GetDirectoriesAsync(searchTerm: SearchTerm, cancellationToken: token));
            return;
        }

        UserIdentity identity = Identity ?? new UserIdentity("");
        ResolvedIdentity person = Run(() => IdentityResolver.ResolveAsync(client, [identity], GiveUp)).Single();
        IdentityWarnings.Note(person);
        if (person.Failure is not null)
            WriteError(person.Failure.ToErrorRecord(this, identity.Input));
        else
            WriteDirectoriesOf(client, person);
    }

    private void WriteDirectoriesOf(AdminClient client, ResolvedIdentity person)
    {
        bool any = false;
        Stream(token => client.Organizations.GetDirectoriesAsync(person.Target!.AccountId, cancellationToken: token), _ => any = true);
        if (!any)
            WriteMissing(person.Target, input: person.Identity.Input);
    }
}
