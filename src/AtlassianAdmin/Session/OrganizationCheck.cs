using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Session;

/// <summary>
/// Holds what a command is given against the organization that it works on. With the current connection an object of another one is
/// refused; with a connection that was named it is taken, with one warning: account ids are the same everywhere.
/// </summary>
internal sealed class OrganizationCheck
{
    private static readonly AsyncLocal<OrganizationCheck?> Flow = new();

    private OrganizationOrigin? _here;
    private string? _name;
    private bool _isNamed;
    private string? _warning;
    private int _warned;

    /// <summary>The check of the command that this flow of control belongs to; null for none.</summary>
    public static OrganizationCheck? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    /// <summary>The organization that the command works on; null when it works on none.</summary>
    public OrganizationOrigin? Here => _here;

    /// <summary>Begins to check against the organization of a connection.</summary>
    /// <param name="connection">The connection that the command works on.</param>
    /// <param name="isNamed">True when the user named it.</param>
    public void Begin(AtlassianConnection connection, bool isNamed) =>
        (_here, _name, _isNamed) = (connection.Client.Options.Origin, connection.DisplayName, isNamed);

    /// <summary>Why something may not be used here; null when it may.</summary>
    /// <param name="origin">Where it comes from; null when that is not known.</param>
    /// <param name="what">How to name it.</param>
    public static AdminException? RefusalOf(OrganizationOrigin? origin, string what) => Current?.Refusal(origin, what);

    /// <summary>Refuses what comes from another organization.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.OtherOrganization"/>.</exception>
    public static void Require(OrganizationOrigin? origin, string what)
    {
        if (RefusalOf(origin, what) is { } refusal)
            throw refusal;
    }

    /// <summary>Why something may not be used in this command; null when it may.</summary>
    /// <param name="origin">Where it comes from; null when that is not known.</param>
    /// <param name="what">How to name it.</param>
    public AdminException? Refusal(OrganizationOrigin? origin, string what)
    {
        if (_here is null || origin?.DifferenceFrom(_here) is not { } other)
            return null;
        if (!_isNamed)
            return new AdminException(ErrorCode.OtherOrganization, ("account", what), ("detail", other), ("organization", _name));
        if (Interlocked.Exchange(ref _warned, 1) == 0)
            _warning = $"{what} comes from {other}, and -Connection names {_name}. It is used there, and so is everything else from other organizations.";
        return null;
    }

    /// <summary>What has come up to warn of since the last time; null for nothing.</summary>
    public string? TakeWarning() => Interlocked.Exchange(ref _warning, null);
}
