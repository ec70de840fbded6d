using System.Globalization;
using AtlassianAdmin.Sandbox.People;

namespace AtlassianAdmin.Sandbox.Site;

/// <summary>What every operation of a site asks first: which site is it, and whose is the token.</summary>
internal sealed class SiteAuthorization
{
    private readonly SandboxSites _sites;

    public SiteAuthorization(SandboxSites sites) => _sites = sites;

    /// <summary>An operation by its two ways: on the site itself, and behind the gateway, which names the site by its cloud id.</summary>
    public static IEnumerable<SandboxRoute> Routes(string method, string template, Func<SandboxCall, string[], SandboxReply> answer) =>
        [new(method, template, answer), new(method, "/ex/jira/{}" + template, answer)];

    /// <summary>What takes a credential.</summary>
    public SandboxReply Pass(SandboxCall call, string[] values, Func<SandboxSite, SandboxPerson, SandboxReply> answer) =>
        At(call, values) is not { } site ? SandboxErrors.NoRoute()
        : Asker(call, values, site) is { } asker ? answer(site, asker)
        : SiteErrors.Unauthorized();

    /// <summary>What anybody may ask; who asks without a good credential gets nothing, with 200.</summary>
    public SandboxReply PassAnybody(SandboxCall call, string[] values, SandboxReply nothing, Func<SandboxSite, SandboxPerson, SandboxReply> answer) =>
        At(call, values) is not { } site ? SandboxErrors.NoRoute()
        : Asker(call, values, site) is { } asker ? answer(site, asker)
        : call.Request.Authorization is null ? nothing
        : SiteErrors.WithReason(nothing);

    /// <summary>What takes the credential of a site admin.</summary>
    public SandboxReply Write(SandboxCall call, string[] values, Func<SandboxSite, SandboxReply> answer) => PassAdmin(call, values, (site, _) => answer(site));

    /// <summary>What a site admin reads.</summary>
    public SandboxReply PassAdmin(SandboxCall call, string[] values, Func<SandboxSite, SandboxPerson, SandboxReply> answer) => Pass(call, values, (site, asker) =>
        asker == _sites.Admin ? answer(site, asker) : SiteErrors.NotAllowed());

    /// <summary>What is asked without any credential.</summary>
    public SandboxReply TenantInfo(SandboxCall call) =>
        SandboxReply.Json(200, SandboxJson.WriteObject(json => json.WriteString("cloudId", _sites.At(call.Request.BaseAddress).CloudId)));

    /// <summary>A number of the query; the default when it is none, or out of its range.</summary>
    public static int Number(SandboxCall call, string name, int otherwise, int most) =>
        int.TryParse(call.Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? Math.Min(number, most) : otherwise;

    private SandboxSite? At(SandboxCall call, string[] values) => values.Length == 0 ? _sites.At(call.Request.BaseAddress) : _sites.ByCloudId(values[0]);

    private SandboxPerson? Asker(SandboxCall call, string[] values, SandboxSite site) =>
        _sites.OwnerOf(call.Request.Authorization, site, gateway: values.Length > 0);
}
