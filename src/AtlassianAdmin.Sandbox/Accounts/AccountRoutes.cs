using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Sandbox.Audit;
using AtlassianAdmin.Sandbox.Organizations;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Sandbox.Users;

namespace AtlassianAdmin.Sandbox.Accounts;

/// <summary>The user-management API but for its lifecycle part: permissions, profile, e-mail, tokens.</summary>
internal sealed class AccountRoutes
{
    private readonly PeopleStore _people;

    public AccountRoutes(PeopleStore people) => _people = people;

    public IEnumerable<SandboxRoute> All =>
    [
        new("GET", "/users/{}/manage", ReadPermissions),
        new("GET", "/users/{}/manage/profile", ReadProfile),
        new("PATCH", "/users/{}/manage/profile", ChangeProfile),
        new("PUT", "/users/{}/manage/email", ChangeEmail),
        new("GET", "/users/{}/manage/api-tokens", ReadTokens),
        new("DELETE", "/users/{}/manage/api-tokens/{}", DeleteToken),
    ];

    private SandboxReply ReadPermissions(SandboxCall call, string[] values) => AccountAuthorization.Pass(_people, call, values[0], person =>
    {
        // Some clients put them into one value.
        string[] asked = call.QueryAll("privileges").SelectMany(value => value.Split(',')).ToArray();
        if (!asked.All(Privilege.Known.All.Contains))
            return AccountErrors.BodyParseFailure();
        return SandboxReply.Json(200, SandboxJson.WriteObject(json =>
        {
            // `profile` is the deprecated twin of `profile.write`; the service still answers it.
            foreach (string privilege in Privilege.All.Concat(["profile"]))
            {
                if (asked.Length > 0 && !asked.Contains(privilege))
                    continue;
                if (privilege is not (Privilege.ProfileWrite or "profile"))
                {
                    AccountErrors.WriteRule(json, privilege, AccountRules.For(person, privilege));
                    continue;
                }

                json.WriteStartObject(privilege);
                foreach (ProfileField field in ProfileField.All)
                    AccountErrors.WriteRule(json, field.Path, AccountRules.ForField(person, field.Path));
                json.WriteEndObject();
            }
        }));
    });

    private SandboxReply ReadProfile(SandboxCall call, string[] values) =>
        AccountAuthorization.Pass(_people, call, values[0], person => Profile(person));

    private SandboxReply ChangeProfile(SandboxCall call, string[] values) => AccountAuthorization.Pass(_people, call, values[0], person =>
    {
        ProfileChange? change = ProfileChange.Read(call.Request.Body);
        if (change is null)
            return AccountErrors.BodyParseFailure();
        IReadOnlyList<KeyValuePair<string, PermissionRule>> refused = change.Refused(person);
        if (refused.Count > 0)
            return AccountErrors.ForbiddenFields(refused);
        IReadOnlyList<FieldViolation> violations = change.Violations();
        if (violations.Count > 0)
            return AccountErrors.FieldConstraintsViolated(violations);
        PersonState before = person.State;
        _people.Change(person, change.Apply);
        if (person.State != before)
            call.Record(AuditAction.ProfileChanged, person.AuditTarget);
        return Profile(person);
    });

    private SandboxReply ChangeEmail(SandboxCall call, string[] values) => AccountAuthorization.Pass(_people, call, values[0], person =>
    {
        EmailChange? change = EmailChange.Read(call.Request.Body);
        if (change is null)
            return AccountErrors.BodyParseFailure();
        PermissionRule rule = AccountRules.For(person, Privilege.EmailSet);
        if (!rule.Allowed)
            return AccountErrors.ForbiddenAction(rule);
        if (change.Violation() is { } violation)
            return AccountErrors.FieldConstraintsViolated([new FieldViolation("email", violation)]);
        if (!SandboxDomains.IsVerified(change.Domain))
            return AccountErrors.UnclaimedDomain(change.Domain);

        // What the service answers for an address in use is not documented: this is a guess within the documented statuses.
        if (!_people.TryChangeEmail(person, change.Email))
            return AccountErrors.FieldConstraintsViolated([new FieldViolation("email", "alreadyInUse")]);
        call.Record(AuditAction.EmailChanged, person.AuditTarget);
        return SandboxReply.NoContent;
    });

    private SandboxReply ReadTokens(SandboxCall call, string[] values) => AccountAuthorization.Pass(_people, call, values[0], person =>
        SandboxReply.Json(200, SandboxJson.Write(person.Tokens.ToList())));

    private SandboxReply DeleteToken(SandboxCall call, string[] values) => AccountAuthorization.Pass(_people, call, values[0], person =>
    {
        UserApiToken? found = null;
        _people.Change(person, state =>
        {
            found = state.Tokens.FirstOrDefault(token => token.TokenId == values[1]);
            return found is null ? state : state with { Tokens = state.Tokens.Where(token => token != found).ToList() };
        });
        if (found is null)
            return AccountErrors.NotFound();
        call.Record(AuditAction.TokenRevoked, AuditTarget.Of(found), person.AuditTarget);
        return SandboxReply.NoContent;
    });

    private static SandboxReply Profile(SandboxPerson person) =>
        SandboxReply.Json(200, SandboxJson.Write(new UserProfileReply { Account = PersonViews.Profile(person) }));
}
