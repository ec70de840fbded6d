using System.Globalization;

namespace AtlassianAdmin.Sandbox.Faults;

/// <summary>Something that goes wrong with a request, as it does between here and the service.</summary>
public sealed class SandboxFault
{
    /// <summary>The names of the faults that are no status.</summary>
    public static readonly IReadOnlyList<string> Names = ["ResetBefore", "ResetAfter", "Html", "Slow", "Cut"];

    private SandboxFault(SandboxFaultKind kind, int status = 0)
    {
        Kind = kind;
        Status = status;
    }

    /// <summary>What goes wrong.</summary>
    public SandboxFaultKind Kind { get; }

    /// <summary>The HTTP status that is answered; 0 for another kind.</summary>
    public int Status { get; }

    /// <summary>Reads a fault: one of <see cref="Names"/>, or an HTTP status from 400 to 599; null when it is neither.</summary>
    /// <param name="text">The name or the number.</param>
    public static SandboxFault? Read(string text)
    {
        if (text is null)
            throw new ArgumentNullException(nameof(text));
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int status))
            return status is >= 400 and <= 599 ? new SandboxFault(SandboxFaultKind.Status, status) : null;
        return Names.Contains(text, StringComparer.OrdinalIgnoreCase) ? new SandboxFault((SandboxFaultKind)Enum.Parse(typeof(SandboxFaultKind), text, ignoreCase: true)) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Kind == SandboxFaultKind.Status ? Status.ToString(CultureInfo.InvariantCulture) : Kind.ToString();
}
