using System.Collections.Generic;
using System.Management.Automation;
using AtlassianAdmin.Identities;

namespace AtlassianAdmin.Pipeline;

/// <summary>
/// A cmdlet that takes people. They are collected into windows, so that e-mail addresses are resolved in batches and a list of
/// any length never piles up.
/// </summary>
public abstract class AccountCmdlet : ConnectedCmdlet
{
    private const int WindowSize = 200;

    private int _collected;

    /// <summary>Who: an account id, an e-mail address, a person that this module returned, or a row with such a column.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public virtual UserIdentity[]? Identity { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Told before the first person, not after two hundred.
        _ = Used;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (UserIdentity? identity in Identity is null ? [null] : (IReadOnlyList<UserIdentity?>)Identity)
        {
            Collect(identity ?? new UserIdentity(""));
            if (++_collected < WindowSize)
                continue;
            _collected = 0;
            Flush(isLast: false);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Flush(isLast: true);

    /// <summary>Takes one person into the window, together with what was bound for them.</summary>
    private protected abstract void Collect(UserIdentity identity);

    /// <summary>Works on the window.</summary>
    private protected abstract void Flush(bool isLast);
}
