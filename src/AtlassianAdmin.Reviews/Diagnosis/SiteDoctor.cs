using System.Runtime.CompilerServices;
using AtlassianAdmin.Client.Http;
using AtlassianAdmin.Client.Site;

namespace AtlassianAdmin.Reviews.Diagnosis;

/// <summary>Looks at everything a connection to a Jira site needs, and does not stop at the first thing that is wrong.</summary>
public sealed class SiteDoctor
{
    private const string TokenAccepted = "Site token accepted";

    private readonly SiteClient _site;

    /// <summary>Makes a doctor.</summary>
    /// <param name="site">The site's client.</param>
    public SiteDoctor(SiteClient site) => _site = site;

    /// <summary>What there is to say where no site is connected.</summary>
    public static ConnectionCheck NotConnected() => new(
        TokenAccepted, CheckStatus.Skipped, "No site is connected; only changes of a single site need one.",
        recommendedAction: new AdminException(ErrorCode.SiteNotConnected).Remedy);

    /// <summary>Runs every check, in an order that explains later ones by earlier ones.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    public async IAsyncEnumerable<ConnectionCheck> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return TokenShape();
        AdminException? failure = null;
        SiteUser? owner = null;
        try
        {
            owner = await _site.Users.GetMyselfAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e)
        {
            failure = e;
        }

        bool answered = failure is null || failure.HttpStatus > 0;
        yield return answered
            ? new("Site reachable", CheckStatus.Pass, $"{_site.Host} answers.")
            : Failed("Site reachable", failure!);
        yield return owner is not null ? new(TokenAccepted, CheckStatus.Pass, $"It is the token of {owner} ({owner.AccountId}).")
            : answered ? Failed(TokenAccepted, failure!)
            : new(TokenAccepted, CheckStatus.Skipped, "Not looked at: no answer came.");
        yield return owner is not null
            ? await GroupsAsync(cancellationToken).ConfigureAwait(false)
            : new("Site groups visible", CheckStatus.Skipped, "Not looked at: the token was not accepted.");
    }

    private ConnectionCheck TokenShape()
    {
        const string Check = "Site token shape";
        return _site.Options.Key.Shape switch
        {
            ApiKeyShape.PersonalToken => new(Check, CheckStatus.Pass, "It looks like a user's API token (a hint only)."),
            ApiKeyShape.AdminKey => new(
                Check, CheckStatus.Warn, "It looks like an organization's admin API key (it begins with ATCTT), which a site does not take.",
                ErrorCode.AdminKeyUsed, new AdminException(ErrorCode.AdminKeyUsed).Remedy),
            _ => new(Check, CheckStatus.Pass, "Of no shape that users' tokens have; that alone means nothing."),
        };
    }

    private async Task<ConnectionCheck> GroupsAsync(CancellationToken cancellationToken)
    {
        const string Check = "Site groups visible";
        try
        {
            int count = (await Paging.ToListAsync(_site.Groups.ListAsync(cancellationToken: cancellationToken)).ConfigureAwait(false)).Count;
            return count > 0
                ? new(Check, CheckStatus.Pass, $"{count}. Whether the token may change them shows only when it does.")
                : new(Check, CheckStatus.Warn, "None is shown to this token.", ErrorCode.NotSiteAdmin, new AdminException(ErrorCode.NotSiteAdmin).Remedy);
        }
        catch (AdminException e)
        {
            return Failed(Check, e);
        }
    }

    private static ConnectionCheck Failed(string check, AdminException failure) => new(check, CheckStatus.Fail, failure.Message, failure.Code, failure.Remedy);
}
