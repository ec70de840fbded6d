using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Policies;

namespace AtlassianAdmin.Commands.Policies;

/// <summary>Gets the policies of the organization, read only.</summary>
[Cmdlet(VerbsCommon.Get, "AtlassianPolicy", SupportsPaging = true)]
[OutputType(typeof(Policy))]
public sealed class GetAtlassianPolicyCommand : ConnectedCmdlet
{
    /// <summary>Only policies of this type.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PolicyTypeCompleter))]
    public string? Type { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        AdminClient client = Client;
        if (Type is null || PolicyType.Known.All.Contains(Type, StringComparer.OrdinalIgnoreCase))
        {
            Stream(token => client.Policies.ListAsync(Type is null ? null : PolicyType.Known.Spell(Type), token));
            return;
        }

        // The vendor documents three types, and the service has more: all policies are read, and the type is compared here.
        bool isFound = false;
        var types = new SortedSet<string>(StringComparer.Ordinal);
        bool isComplete = Stream(token => client.Policies.ListAsync(type: null, token), policy =>
        {
            types.Add(policy.Type ?? "");
            bool isWanted = string.Equals(policy.Type, Type, StringComparison.OrdinalIgnoreCase);
            isFound |= isWanted;
            return isWanted;
        });
        if (isComplete && !isFound)
        {
            string choices = string.Join(", ", types.Union(PolicyType.Known.All).Where(type => type.Length > 0));
            WriteError(new AdminException(ErrorCode.UnknownValue, ("field", nameof(Type)), ("detail", $"'{Type}'"), ("choices", choices)).ToErrorRecord(this, Type));
        }
    }
}
