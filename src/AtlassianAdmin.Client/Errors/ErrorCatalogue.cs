using static AtlassianAdmin.Client.Errors.ErrorKind;

namespace AtlassianAdmin.Client.Errors;

/// <summary>The one table of errors: every code with its kind, its meaning and its remedy.</summary>
public static class ErrorCatalogue
{
    private static readonly Dictionary<string, ErrorDefinition> ByCode = Define().ToDictionary(d => d.Code, StringComparer.Ordinal);

    /// <summary>Every definition.</summary>
    public static IReadOnlyCollection<ErrorDefinition> All => ByCode.Values;

    /// <summary>The definition of a code.</summary>
    /// <exception cref="ArgumentException">The code is not in the catalogue.</exception>
    public static ErrorDefinition Find(string code) =>
        ByCode.TryGetValue(code, out ErrorDefinition? definition)
            ? definition
            : throw new ArgumentException($"There is no error code '{code}'.", nameof(code));

    /// <summary>The code of a restriction reason that the service gave (in <c>manage</c> or in a refusal). Source: user-management document, RestrictionReason.</summary>
    /// <param name="reason">The reason key; null when the service gave none.</param>
    public static string CodeOfReason(string? reason) => reason switch
    {
        "externalDirectory.scim" => ErrorCode.ManagedByScim,
        "externalDirectory.google" => ErrorCode.ManagedByGoogle,
        "authPolicy.saml" => ErrorCode.ManagedBySaml,
        "blocked.exportControl" => ErrorCode.BlockedByExportControl,
        "administrative" => ErrorCode.AdministrativeAccount,
        "administrative.notMyself" => ErrorCode.NotAllowedOnSelf,
        "myselfOnly" => ErrorCode.SelfOnly,
        "managedAccount" => ErrorCode.AccountNotManaged,
        _ => ErrorCode.ActionForbidden,
    };

    private static IEnumerable<ErrorDefinition> Define()
    {
        const string NewKey = "Create an API key WITHOUT scopes at admin.atlassian.com > Organization settings > API keys, then run: Connect-AtlassianOrganization -OrganizationId <id> -ApiKey (Read-Host -AsSecureString).";

        const string NewToken = "Create an API token at id.atlassian.com > Security > API tokens, then run: Connect-AtlassianSite <name>.atlassian.net -Email <e-mail of its owner> -ApiToken (Read-Host -AsSecureString). A token that was created with scopes also needs -Scoped.";

        // The key and the connection.
        yield return new(ErrorCode.NotConnected, ErrorKind.InvalidOperation,
            "No organization is connected in this session.",
            "Run Connect-AtlassianOrganization first; to practise without a key, run Connect-AtlassianOrganization -Sandbox.");
        yield return new(ErrorCode.KeyMissing, InvalidArgument,
            "No admin API key was given, or it is empty: {detail}.",
            NewKey);
        yield return new(ErrorCode.KeyRejected, AuthenticationError,
            "Atlassian does not accept this API key (401): it is mistyped, expired or revoked, or it is not an organization's admin API key.",
            "Check its expiry at admin.atlassian.com > Organization settings > API keys. " + NewKey);
        yield return new(ErrorCode.PersonalTokenUsed, AuthenticationError,
            "Atlassian does not accept this secret (401). It looks like a user's personal API token (it begins with ATATT). The admin API takes only an organization's admin API key.",
            NewKey);
        yield return new(ErrorCode.KeyHasScopes, PermissionDenied,
            "This API key was created with scopes, and Atlassian refuses every scoped key for managing accounts.",
            "Scopes cannot be removed from a key. " + NewKey);
        yield return new(ErrorCode.KeyLacksScope, PermissionDenied,
            "This API key was created with scopes, and the one that this call needs is not among them: {detail}.",
            "Scopes cannot be added to a key. " + NewKey);
        yield return new(ErrorCode.NotOrganizationAdmin, PermissionDenied,
            "This API key may not do that in {organization}: {detail}.",
            "Run Test-AtlassianConnection to see what the key may do; an organization admin can create a key without scopes at admin.atlassian.com > Organization settings > API keys.");
        yield return new(ErrorCode.ScimNotConnected, ErrorKind.InvalidOperation,
            "No SCIM directory is connected to {organization}, and {action} needs one.",
            "Run Connect-AtlassianScimDirectory -DirectoryId <id> -ApiKey (Read-Host -AsSecureString); id and key are at admin.atlassian.com > Security > Identity providers > the directory > User provisioning. A sandbox needs neither: Connect-AtlassianScimDirectory.");
        yield return new(ErrorCode.ScimKeyMissing, InvalidArgument,
            "No key of a SCIM directory was given, or it is empty: {detail}.",
            "Each identity-provider directory has its own key. Copy or regenerate it at admin.atlassian.com > Security > Identity providers > the directory > User provisioning. Then run Connect-AtlassianScimDirectory -DirectoryId <id> -ApiKey (Read-Host -AsSecureString).");
        yield return new(ErrorCode.ScimKeyRejected, AuthenticationError,
            "Atlassian does not accept this SCIM API key: each identity-provider directory has its own key, and the admin API key does not work there.",
            "Copy or regenerate the key at admin.atlassian.com > Security > Identity providers > the directory > User provisioning.");
        yield return new(ErrorCode.SiteNotConnected, ErrorKind.InvalidOperation,
            "The site that this needs is not connected in this session.",
            "Run Connect-AtlassianSite <name>.atlassian.net -Email <e-mail> -ApiToken (Read-Host -AsSecureString) first; to practise without a token, run Connect-AtlassianSite -Sandbox.");
        yield return new(ErrorCode.SiteTokenMissing, InvalidArgument,
            "The site cannot be reached without the e-mail address of a user and an API token of that user: {detail}.",
            NewToken);
        yield return new(ErrorCode.SiteCredentialRejected, AuthenticationError,
            "The site {site} does not accept this e-mail and API token: the token is mistyped, expired or revoked, it is not this person's, or the person is deactivated.",
            NewToken);
        yield return new(ErrorCode.AdminKeyUsed, AuthenticationError,
            "The site {site} does not accept this secret. It looks like an organization's admin API key (it begins with ATCTT). A site takes a user's own API token.",
            NewToken);
        yield return new(ErrorCode.NotSiteAdmin, PermissionDenied,
            "The owner of this token may not do that on the site {site}: {detail}.",
            "Changing groups takes the token of a site admin, and seeing people the permission 'Browse users and groups'. With the admin key of the organization, Add- and Remove-AtlassianGroupMember do it without a site.");
        yield return new(ErrorCode.SiteNotFound, ObjectNotFound,
            "There is no Jira site at {site}: {detail}.",
            "Give the host as the browser shows it, such as acme.atlassian.net; with the admin key, Get-AtlassianWorkspace lists the sites of the organization.");
        yield return new(ErrorCode.InsecureAddress, SecurityError,
            "The key is not sent to {address}: only https addresses, or http to this machine itself, are used.",
            "Give -BaseUri as https://…, or leave it out to reach Atlassian.");
        yield return new(ErrorCode.PortUnavailable, ResourceUnavailable,
            "The simulated organization cannot answer on {address}: {detail}.",
            "Give another -Port, or leave it out to find a free one.");
        yield return new(ErrorCode.SecretManagementMissing, NotInstalled,
            "The module Microsoft.PowerShell.SecretManagement is not installed, so a stored key can be neither read nor kept.",
            "Run Install-PSResource Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore; or give the key itself: Connect-AtlassianOrganization -ApiKey (Read-Host -AsSecureString).");
        yield return new(ErrorCode.VaultNotFound, ObjectNotFound,
            "There is no vault that fits ({vault}): {detail}.",
            "Run Get-SecretVault to see the vaults; Register-SecretVault -Name <name> -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault makes one.");
        yield return new(ErrorCode.VaultLocked, ResourceUnavailable,
            "The vault {vault} is locked, and nobody can be asked for its password here.",
            "Run Unlock-SecretStore first; for unattended runs, Set-SecretStoreConfiguration -Authentication None -Interaction None.");
        yield return new(ErrorCode.VaultFailed, ResourceUnavailable,
            "The vault {vault} did not do it: {detail}.",
            "Run Get-SecretInfo -Vault {vault} to see whether the vault works at all; -Vault names another one.");
        yield return new(ErrorCode.SecretNotFound, ObjectNotFound,
            "There is no secret {secret} in {vault}.",
            "Run Get-AtlassianAdminKey to see the stored keys, or Set-AtlassianAdminKey to store one.");
        yield return new(ErrorCode.SecretUnusable, InvalidArgument,
            "The secret {secret} cannot be used as an admin API key: {detail}.",
            "Store it again with Set-AtlassianAdminKey; it may be a SecureString, a PSCredential, a string, or a hashtable with ApiKey.");
        yield return new(ErrorCode.SecretExists, ErrorKind.InvalidOperation,
            "There is a secret {secret} in {vault} already, and -NoClobber keeps it.",
            "Give another -SecretName, leave -NoClobber out to overwrite it, or run Update-AtlassianAdminKey, which proves the new key first.");
        yield return new(ErrorCode.InvalidSecretName, InvalidArgument,
            "This cannot be the name of a stored key: {detail}.",
            "Use letters A to Z, digits and hyphens only, such as AtlassianAdminKey or AtlassianAdminKey-Test: every vault takes those.");
        yield return new(ErrorCode.UnknownValue, InvalidArgument,
            "{field} has no value {detail}. Nothing could match it.",
            "Use one of: {choices}.");
        yield return new(ErrorCode.ParameterOutOfRange, InvalidArgument,
            "{field} cannot have that value: {detail}.",
            "Run the command again with a value that fits; Get-AtlassianConnection shows what is connected.");

        // The account.
        yield return new(ErrorCode.AccountNotManaged, PermissionDenied,
            "{account} is not managed by {organization}. The domain of its e-mail is not verified here, or the account (or the key) belongs to another organization.",
            "Run Test-AtlassianConnection to see the verified domains; verify a domain at admin.atlassian.com > Settings > Domains. An account that you do not manage can only lose its access to your organization: Suspend-AtlassianUser -Identity {account} takes it away and Resume-AtlassianUser gives it back.");
        yield return new(ErrorCode.AccountNotVerified, PermissionDenied,
            "The person behind {account} has never verified the e-mail address, and Atlassian refuses to act on unverified accounts.",
            "Ask the person to open the verification e-mail. Or run Remove-AtlassianDirectoryUser -Identity {account} to take the account out of the directory.");
        yield return new(ErrorCode.AccountClosed, ErrorKind.InvalidOperation,
            "{account} is closed: it was deleted for good, and nothing can be changed on it any more.",
            "If access is needed again, invite the person: New-AtlassianUserInvitation <e-mail>.");
        yield return new(ErrorCode.AccountPendingDeletion, ErrorKind.InvalidOperation,
            "{account} is scheduled for deletion; {action} is not possible until the deletion is cancelled.",
            "Run Restore-AtlassianUser -Identity {account}: within the 14 days of grace it cancels the deletion and enables the account.");
        yield return new(ErrorCode.ManagedByScim, PermissionDenied,
            "{account} is owned by an identity provider through SCIM, so {action} must be done there.",
            "Run {command} (the record is in {directory}); or do it in the identity provider itself. Get-AtlassianUserPermission -Identity {account} shows what may still be done here.");
        yield return new(ErrorCode.ManagedByGoogle, PermissionDenied,
            "{account} is synchronized from Google Workspace, so {action} must be done there.",
            "Do it in the Google Admin console (suspend the user, or take the user out of the synchronized scope); Get-AtlassianUserPermission -Identity {account} shows what may still be done here.");
        yield return new(ErrorCode.ManagedBySaml, PermissionDenied,
            "{account} receives this value from SAML at each login, so {action} would not last and is refused.",
            "Change the attribute in the identity provider; it arrives at the next login.");
        yield return new(ErrorCode.BlockedByExportControl, PermissionDenied,
            "{account} is blocked by United States export control. The law refuses {action} to everybody.",
            "Only Atlassian support can say more: https://support.atlassian.com/contact.");
        yield return new(ErrorCode.NotAllowedOnSelf, PermissionDenied,
            "{account} is the administrator's own account, and {action} is not allowed on oneself.",
            "Take it off the list, or have another organization admin do it with a key of theirs.");
        yield return new(ErrorCode.SelfOnly, PermissionDenied,
            "Only the person behind {account} may do this: {action} is refused to administrators.",
            "Ask the person to change it at id.atlassian.com > Profile and visibility.");
        yield return new(ErrorCode.AdministrativeAccount, PermissionDenied,
            "Atlassian keeps {action} of {account} for administrative use. This is about the action, not about the account.",
            "Leave this change out. Get-AtlassianUserPermission -Identity {account} shows what you may change.");
        yield return new(ErrorCode.ActionForbidden, PermissionDenied,
            "Atlassian refuses {action} on {account}: {detail}.",
            "Run Get-AtlassianUserPermission -Identity {account} to see what may be done and why not.");
        yield return new(ErrorCode.FieldNotWritable, PermissionDenied,
            "{field} of {account} may not be changed here: {detail}.",
            "Leave the field out; Get-AtlassianUserPermission -Identity {account} -Privilege profile.write lists each field with its reason.");
        yield return new(ErrorCode.InvalidField, InvalidArgument,
            "{field} has a value that Atlassian does not take: {detail}.",
            "Correct it and run the command again. A display name has at most 100 characters, a nickname 1 to 30. Use a complete e-mail address. Control characters are not allowed.");
        yield return new(ErrorCode.DomainNotVerified, PermissionDenied,
            "{domain} is not verified by {organization}, so no account may move to an address there.",
            "Verify it at admin.atlassian.com > Settings > Domains; Test-AtlassianConnection lists the verified ones.");

        // Finding.
        yield return new(ErrorCode.InvalidIdentity, InvalidArgument,
            "This is not an account id, an e-mail address or a person: {detail}.",
            "Give an account id such as 557058:4f9acfd2-6155-419b-8de5-5b5cf27a59a0, a complete e-mail address, or an object of Get-AtlassianUser. A row needs a column such as AccountId, 'Atlassian ID', 'User id', Email or E-Mail. about_AtlassianAdmin_Identity lists the columns.");
        yield return new(ErrorCode.ReferenceEmpty, InvalidArgument,
            "The reference names nobody, so nobody was compared.",
            "Look at the list with Import-Csv <file> | Select-Object -First 3. It needs a column such as Email or AccountId; -IdentityColumn names another one.");
        yield return new(ErrorCode.IdentityNotFound, ObjectNotFound,
            "Nobody in {organization} has the e-mail address {address}.",
            "Check the spelling (the match is exact); Get-AtlassianUser -SearchTerm <part of the name> finds people by parts. Nobody was guessed, nothing was changed.");
        yield return new(ErrorCode.IdentityNotVisible, ObjectNotFound,
            "The site {site} shows nobody with the e-mail address {address}: it shows no addresses that people hide, and finds nobody who is deactivated.",
            "Give the account id; with the admin key of the organization, Get-AtlassianUser <e-mail> tells it. Nobody was guessed, nothing was changed.");
        yield return new(ErrorCode.AmbiguousIdentity, InvalidArgument,
            "More than one fits: {detail}.",
            "Name the right one by its id. Nothing was guessed, nothing was changed.");
        yield return new(ErrorCode.AccountNotFound, ObjectNotFound,
            "There is no account {account}.",
            "Check the account id, or use the e-mail address: Get-AtlassianUser -Identity <e-mail>. If this is a name, find the person first: Get-AtlassianUser -Name '<name>*'.");
        yield return new(ErrorCode.PortalOnlyCustomer, ErrorKind.InvalidOperation,
            "{account} is a portal-only customer of Jira Service Management. It has no Atlassian account, so an organization cannot manage it.",
            "Take it off the list. Deactivate it at admin.atlassian.com > the site > Jira Service Management > Portal-only customers.");
        yield return new(ErrorCode.OrganizationNotFound, ObjectNotFound,
            "This key reaches no such organization: {organization}.",
            "Copy the id from the address of admin.atlassian.com (https://admin.atlassian.com/o/<id>/…) and run Connect-AtlassianOrganization -OrganizationId <id> again.");
        yield return new(ErrorCode.DirectoryNotFound, ObjectNotFound,
            "There is no such directory: {detail}.",
            "Run Get-AtlassianDirectory to see the directories.");
        yield return new(ErrorCode.GroupNotFound, ObjectNotFound,
            "There is no such group: {detail}.",
            "Check the name (the match is exact); Get-AtlassianGroup -SearchTerm <part of the name> finds groups by parts.");
        yield return new(ErrorCode.ResourceNotFound, ObjectNotFound,
            "No single product instance is named: {detail}.",
            "Run Get-AtlassianWorkspace to see the product instances; name one by its ResourceId, or as host/product.");
        yield return new(ErrorCode.EventNotFound, ObjectNotFound,
            "There is no such event: {detail}.",
            "Run Get-AtlassianEvent to see the events. How far back the log goes depends on the plan of the organization.");
        yield return new(ErrorCode.TokenNotFound, ObjectNotFound,
            "{account} has no such API token ({detail}): it was revoked already, or it belongs to someone else.",
            "Run Get-AtlassianUserToken -Identity {account} to see the tokens.");
        yield return new(ErrorCode.TokenNotNamed, InvalidArgument,
            "No API token of {account} was named. Nothing was revoked.",
            "Add -All to revoke every token of each person. For some of them, run Get-AtlassianUserToken -Identity {account}, and pipe the tokens to Revoke-AtlassianUserToken.");
        yield return new(ErrorCode.ApiKeyNotFound, ObjectNotFound,
            "There is no such API key ({detail}): it was revoked already, or its id is mistyped.",
            "Run Get-AtlassianApiKey to see the keys that are left.");
        yield return new(ErrorCode.GroupNotModifiable, PermissionDenied,
            "This key may not do that with the group: {detail}.",
            "Default groups, team groups and those that give admin access are kept by Atlassian or their team; see admin.atlassian.com > Directory > Groups.");
        yield return new(ErrorCode.GroupExists, ErrorKind.InvalidOperation,
            "There is a group named {detail} in that directory already.",
            "Run {reader} -Group <name> to see it, or choose another name.");
        yield return new(ErrorCode.NotInDirectory, ErrorKind.InvalidOperation,
            "{account} is not in {detail}.",
            "Run Get-AtlassianDirectory -Identity {account} to see the directories of the person; New-AtlassianUserInvitation brings the person into another.");
        yield return new(ErrorCode.GroupManagedExternally, PermissionDenied,
            "This group comes from an identity provider and is changed only there: {detail}.",
            "Change its members in the identity provider; its roles on products are given here, with Grant-AtlassianGroupRole.");
        yield return new(ErrorCode.ScimDirectoryNotFound, ObjectNotFound,
            "There is no such SCIM directory: {detail}.",
            "Copy the id from the SCIM base URL. It is at admin.atlassian.com > Security > Identity providers > the directory > User provisioning. Get-AtlassianScimLink -Identity <e-mail> names the directory of a person.");
        yield return new(ErrorCode.ScimUserNotFound, ObjectNotFound,
            "The SCIM directory has no user {account}: {detail}.",
            "Run Get-AtlassianScimUser to see its users; Get-AtlassianScimLink -Identity <e-mail> tells which directory a person belongs to. Nobody was guessed, nothing was changed.");
        yield return new(ErrorCode.ScimUserExists, ErrorKind.InvalidOperation,
            "The SCIM directory has another user with this name or e-mail address: {detail}.",
            "Run Get-AtlassianScimUser <e-mail> to see who has it. Set-AtlassianScimUser changes that user, Enable-AtlassianScimUser lets it in again.");
        yield return new(ErrorCode.Conflict, ErrorKind.InvalidOperation,
            "Atlassian refuses {action} on {account} in the state that it is in: {detail}.",
            "Run Get-AtlassianUser -Identity {account} to see its state; https://confluence.atlassian.com/x/pTgoPQ explains the conditions.");
        yield return new(ErrorCode.LicenseLimitReached, LimitsExceeded,
            "The product has no seat left: {detail}.",
            "Free a seat or add seats at admin.atlassian.com > Billing.");
        yield return new(ErrorCode.InvitationIncomplete, ErrorKind.InvalidOperation,
            "{account} was not given everything the invitation names: {detail}.",
            "Give what is missing with Grant-AtlassianUserRole or Add-AtlassianGroupMember; a missing seat is added at admin.atlassian.com > Billing.");
        yield return new(ErrorCode.PaymentRequired, PermissionDenied,
            "This needs at least one paid subscription in {organization}.",
            "See admin.atlassian.com > Billing.");
        yield return new(ErrorCode.RequestRejected, InvalidArgument,
            "Atlassian rejects the request: {detail}.",
            "Correct the values given; if they are right, report it with the request id.");

        // The wire.
        yield return new(ErrorCode.RateLimited, LimitsExceeded,
            "The rate limit of {organization} is used up. The wait until it opens again ({wait}) is longer than allowed.",
            "Run the rest later, or allow a longer wait: Connect-AtlassianOrganization -MaxWaitSeconds <seconds>.");
        yield return new(ErrorCode.ServiceUnavailable, ResourceUnavailable,
            "Atlassian could not serve the request, also when it was tried again: {detail}.",
            "See https://status.atlassian.com and run the rest again later.");
        yield return new(ErrorCode.NetworkFailure, ConnectionError,
            "No usable connection to {address}: {detail}.",
            "Check network, proxy (-Proxy) and time of day on this machine, then run the rest again; Test-AtlassianConnection shows where it breaks.");
        yield return new(ErrorCode.UnexpectedResponse, InvalidResult,
            "The answer is not one that Atlassian's admin API gives: {detail}.",
            "Something between here and Atlassian may be answering instead (proxy, sign-in page, wrong -BaseUri): run Test-AtlassianConnection.");
        yield return new(ErrorCode.UnreadableRecord, InvalidResult,
            "Atlassian sent a record without a readable id: {detail}.",
            "The record is left out, the others are complete. Run the command again; if it stays, report it to Atlassian support with the request id of -Verbose.");
        yield return new(ErrorCode.ProxyRefused, AuthenticationError,
            "The proxy refuses the connection to {address}: {detail}. Nothing was sent to Atlassian.",
            "Connect again with -Proxy and -ProxyCredential, or with -ProxyUseDefaultCredentials.");
        yield return new(ErrorCode.Cancelled, OperationStopped,
            "Stopped before it was done.",
            "Run Get-AtlassianChange -Last to see what was done and what was not.");

        // Our own guards.
        yield return new(ErrorCode.ReadOnlyConnection, SecurityError,
            "This connection was opened with -ReadOnly: {action} on {account} was not sent.",
            "Connect again without -ReadOnly to change anything.");
        yield return new(ErrorCode.OtherOrganization, SecurityError,
            "{account} comes from {detail}, and this command works on {organization}. Nothing was sent.",
            "Name the right connection with -Connection, or run Select-AtlassianConnection. A connection that you name with -Connection also takes people and groups of other organizations, with a warning. A plan and a journal belong to one organization only.");
        yield return new(ErrorCode.ProtectedAccount, SecurityError,
            "{account} is protected by -ProtectedIdentity of this connection: {action} was not sent.",
            "Take it off the list; if the change is meant, connect again without that protection.");
        yield return new(ErrorCode.ChangeLimitReached, LimitsExceeded,
            "No more than {detail} people may be changed (-MaxChanges): {action} on {account} was not sent.",
            "Review the list; then give a higher -MaxChanges and run the rest.");
        yield return new(ErrorCode.ConfirmationUnavailable, ErrorKind.InvalidOperation,
            "Nobody can be asked here, and {action} on {account} needs a confirmation.",
            "Add -Confirm:$false when the change is meant.");
        yield return new(ErrorCode.VerificationFailed, InvalidResult,
            "Atlassian accepted {action} on {account}, but reading it back shows {detail}.",
            "Read the state again in a minute with Get-AtlassianUser -Identity {account} before repeating.");
        yield return new(ErrorCode.AccountUnlinked, InvalidResult,
            "Atlassian accepted {action} on {account}, and it had a consequence: {detail}.",
            "Give the record an address on a verified domain again: Set-AtlassianScimUser -Email. The identity provider links it at its next synchronization; Get-AtlassianScimLink shows the link.");
        yield return new(ErrorCode.CheckpointUnusable, InvalidArgument,
            "The checkpoint {file} cannot be used: {detail}.",
            "Give -Checkpoint a file that this account may write and that belongs to this organization; to begin anew, run Remove-Item '{file}', and give -From to read the past again.");
        yield return new(ErrorCode.RequestLogUnusable, ResourceUnavailable,
            "The request log {file} cannot be written: {detail}.",
            "Give -RequestLog a file that this account may write, in a folder that is there.");
        yield return new(ErrorCode.JournalInUse, ResourceBusy,
            "The journal is being written by another run: {detail}.",
            "Wait for the other run to end, or give another -JournalPath.");
        yield return new(ErrorCode.JournalUnusable, ResourceUnavailable,
            "The journal cannot be used: {detail}.",
            "Give another -JournalPath, or make room and rights for this one; Get-AtlassianChange -JournalPath shows what a journal holds.");
        yield return new(ErrorCode.JournalAltered, SecurityError,
            "Something else changed the journal {file} while it was being written: {detail}. Nothing more is sent.",
            "Find out what changed it. Test-AtlassianJournal -JournalPath '{file}' finds damaged lines; then go on with -Resume, or give another -JournalPath.");
        yield return new(ErrorCode.RunExists, ErrorKind.InvalidOperation,
            "This plan was begun before: {detail}.",
            "Add -Resume to go on where it ended, or give another -JournalPath.");
        yield return new(ErrorCode.PlanAltered, SecurityError,
            "This is not the plan that was reviewed: {detail}.",
            "Export the reviewed plan again, or make a new one.");
        yield return new(ErrorCode.PlanUnusable, InvalidArgument,
            "The plan cannot be used: {detail}.",
            "Give a file of Export-AtlassianPlan, or make a new plan with New-AtlassianPlan or New-AtlassianOffboardingPlan.");
        yield return new(ErrorCode.PlanNotApproved, SecurityError,
            "An approved plan is required, and nothing was sent: {detail}.",
            "Have the plan reviewed and signed with Approve-AtlassianPlan, and run that very file with Import-AtlassianPlan and Invoke-AtlassianPlan.");
        yield return new(ErrorCode.PlanTooOld, ErrorKind.InvalidOperation,
            "The plan is too old: {detail}.",
            "Make a new plan: people may have changed since.");
        yield return new(ErrorCode.ListTooShort, InvalidArgument,
            "The list is shorter than expected: {detail}. No plan was made.",
            "Look at the list: an export may have failed or been cut. Give a smaller -ExpectAtLeast if the list is right.");
        yield return new(ErrorCode.CertificateUnusable, InvalidArgument,
            "The certificate cannot sign the plan: {detail}.",
            "Give -Certificate a valid certificate with its private key, such as Get-Item Cert:\\CurrentUser\\My\\<thumbprint>.");
        yield return new(ErrorCode.AddressCycle, ErrorKind.InvalidOperation,
            "{account} cannot get the new address directly: these changes wait for each other: {detail}.",
            "Add -ParkingDomain with a domain that the organization has verified: one address of the cycle is parked there in between.");
        yield return new(ErrorCode.PreconditionFailed, ErrorKind.InvalidOperation,
            "{account} is not as it was when {action} was planned: {detail}.",
            "Look at it with Get-AtlassianUser -Identity {account}, and make a new plan.");
        yield return new(ErrorCode.OrganizationAdministrator, PermissionDenied,
            "{account} is an organization admin ({detail}), and a plan cannot off-board one.",
            "Take the role away first: Revoke-AtlassianUserRole -Identity {account} -Role atlassian/org-admin, or take the person out of the group that gives it; then plan again.");
        yield return new(ErrorCode.NotAPerson, PermissionDenied,
            "{account} is not a person's account ({detail}). A plan cannot off-board it.",
            "Take it off the list; look after such accounts at admin.atlassian.com > Directory.");
        yield return new(ErrorCode.CannotBeUndone, ErrorKind.InvalidOperation,
            "This cannot be undone for {account}: {detail}.",
            "Do what is needed by hand; Get-AtlassianChange -JournalPath shows what was changed.");
        yield return new(ErrorCode.NotReportable, InvalidArgument,
            "This cannot be reported on: {detail}.",
            "Pipe the objects of one command, such as Get-AtlassianUser, Get-AtlassianEvent or Get-AtlassianChange. Do not use Select-Object first: it removes the type.");
        yield return new(ErrorCode.ReportFailed, ErrorKind.InvalidOperation,
            "The report was not written: {detail}.",
            "Give a -Path that ends in .html or .csv. The folder must exist and be writable. Without -NoClobber a report replaces the one before it.");
    }
}
