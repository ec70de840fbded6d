using System.Globalization;

namespace AtlassianAdmin.Sandbox.ApiAccess;

/// <summary>The query of the lists of tokens and keys.</summary>
internal sealed class ApiAccessQuery
{
    private const int DefaultPageSize = 50;

    // The vendor documents more (orders and ranges of dates), which the sandbox does not simulate and answers as if it did not know it.
    private static readonly string[] Known = ["q", "status", "pageSize", "cursor"];

    public string? Term { get; private init; }

    /// <summary><c>ALLOWED</c> or <c>BLOCKED</c>; null for both.</summary>
    public string? Status { get; private init; }

    public int PageSize { get; private init; } = DefaultPageSize;

    public string? Cursor { get; private init; }

    public static bool TryRead(SandboxCall call, out ApiAccessQuery query, out SandboxReply? refusal)
    {
        query = new ApiAccessQuery();
        refusal = null;
        int pageSize = DefaultPageSize;
        string? status = call.Query("status") switch { "allowed" => "ALLOWED", "blocked" => "BLOCKED", var other => other };
        bool isReadable = call.QueryNames.All(Known.Contains)
            && call.Query("status") is null or "allowed" or "blocked"
            && (call.Query("pageSize") is not { } size || (int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out pageSize) && pageSize > 0));
        if (!isReadable)
        {
            refusal = Unknown();
            return false;
        }

        query = new ApiAccessQuery { Term = call.Query("q"), Status = status, PageSize = pageSize, Cursor = call.Query("cursor") };
        return true;
    }

    /// <summary>A parameter that the service does not know (live: 500, whatever it is). The body is a guess.</summary>
    public static SandboxReply Unknown() => SandboxErrors.Gateway(500, "Internal Server Error");
}
