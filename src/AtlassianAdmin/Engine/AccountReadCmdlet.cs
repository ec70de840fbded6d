using AtlassianAdmin.Client;

namespace AtlassianAdmin.Engine;

/// <summary>A cmdlet that reads something of each person of an organization.</summary>
public abstract class AccountReadCmdlet : PersonReadCmdlet
{
    /// <summary>Reads what the cmdlet is for.</summary>
    private protected abstract Task<IEnumerable<object>> ReadAsync(AdminClient client, ResolvedIdentity person);

    private protected sealed override Task<IEnumerable<object>> ReadPersonAsync(ResolvedIdentity person) => ReadAsync(Client, person);
}
