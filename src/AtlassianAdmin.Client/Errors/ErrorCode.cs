namespace AtlassianAdmin.Client.Errors;

/// <summary>The stable codes of everything that can go wrong. Codes are added, never renamed: scripts rely on them.</summary>
public static class ErrorCode
{
#pragma warning disable CS1591 // The catalogue describes each code in words: a second description here would drift.
    public const string NotConnected = nameof(NotConnected);
    public const string KeyMissing = nameof(KeyMissing);
    public const string KeyRejected = nameof(KeyRejected);
    public const string PersonalTokenUsed = nameof(PersonalTokenUsed);
    public const string KeyHasScopes = nameof(KeyHasScopes);
    public const string KeyLacksScope = nameof(KeyLacksScope);
    public const string NotOrganizationAdmin = nameof(NotOrganizationAdmin);
    public const string ScimNotConnected = nameof(ScimNotConnected);
    public const string ScimKeyMissing = nameof(ScimKeyMissing);
    public const string ScimKeyRejected = nameof(ScimKeyRejected);
    public const string SiteNotConnected = nameof(SiteNotConnected);
    public const string SiteTokenMissing = nameof(SiteTokenMissing);
    public const string SiteCredentialRejected = nameof(SiteCredentialRejected);
    public const string AdminKeyUsed = nameof(AdminKeyUsed);
    public const string NotSiteAdmin = nameof(NotSiteAdmin);
    public const string SiteNotFound = nameof(SiteNotFound);
    public const string InsecureAddress = nameof(InsecureAddress);
    public const string PortUnavailable = nameof(PortUnavailable);
    public const string SecretManagementMissing = nameof(SecretManagementMissing);
    public const string VaultNotFound = nameof(VaultNotFound);
    public const string VaultLocked = nameof(VaultLocked);
    public const string VaultFailed = nameof(VaultFailed);
    public const string SecretNotFound = nameof(SecretNotFound);
    public const string SecretUnusable = nameof(SecretUnusable);
    public const string SecretExists = nameof(SecretExists);
    public const string InvalidSecretName = nameof(InvalidSecretName);
    public const string ParameterOutOfRange = nameof(ParameterOutOfRange);

    public const string AccountNotManaged = nameof(AccountNotManaged);
    public const string AccountNotVerified = nameof(AccountNotVerified);
    public const string AccountClosed = nameof(AccountClosed);
    public const string AccountPendingDeletion = nameof(AccountPendingDeletion);
    public const string ManagedByScim = nameof(ManagedByScim);
    public const string ManagedByGoogle = nameof(ManagedByGoogle);
    public const string ManagedBySaml = nameof(ManagedBySaml);
    public const string BlockedByExportControl = nameof(BlockedByExportControl);
    public const string NotAllowedOnSelf = nameof(NotAllowedOnSelf);
    public const string SelfOnly = nameof(SelfOnly);
    public const string AdministrativeAccount = nameof(AdministrativeAccount);
    public const string ActionForbidden = nameof(ActionForbidden);
    public const string FieldNotWritable = nameof(FieldNotWritable);
    public const string InvalidField = nameof(InvalidField);
    public const string DomainNotVerified = nameof(DomainNotVerified);

    public const string InvalidIdentity = nameof(InvalidIdentity);
    public const string ReferenceEmpty = nameof(ReferenceEmpty);
    public const string IdentityNotFound = nameof(IdentityNotFound);
    public const string IdentityNotVisible = nameof(IdentityNotVisible);
    public const string AmbiguousIdentity = nameof(AmbiguousIdentity);
    public const string AccountNotFound = nameof(AccountNotFound);
    public const string PortalOnlyCustomer = nameof(PortalOnlyCustomer);
    public const string OrganizationNotFound = nameof(OrganizationNotFound);
    public const string DirectoryNotFound = nameof(DirectoryNotFound);
    public const string GroupNotFound = nameof(GroupNotFound);
    public const string ResourceNotFound = nameof(ResourceNotFound);
    public const string EventNotFound = nameof(EventNotFound);
    public const string TokenNotFound = nameof(TokenNotFound);
    public const string TokenNotNamed = nameof(TokenNotNamed);
    public const string ApiKeyNotFound = nameof(ApiKeyNotFound);
    public const string GroupNotModifiable = nameof(GroupNotModifiable);
    public const string GroupExists = nameof(GroupExists);
    public const string NotInDirectory = nameof(NotInDirectory);
    public const string GroupManagedExternally = nameof(GroupManagedExternally);
    public const string ScimDirectoryNotFound = nameof(ScimDirectoryNotFound);
    public const string ScimUserNotFound = nameof(ScimUserNotFound);
    public const string ScimUserExists = nameof(ScimUserExists);
    public const string Conflict = nameof(Conflict);
    public const string LicenseLimitReached = nameof(LicenseLimitReached);
    public const string InvitationIncomplete = nameof(InvitationIncomplete);
    public const string PaymentRequired = nameof(PaymentRequired);
    public const string RequestRejected = nameof(RequestRejected);

    public const string RateLimited = nameof(RateLimited);
    public const string ServiceUnavailable = nameof(ServiceUnavailable);
    public const string NetworkFailure = nameof(NetworkFailure);
    public const string UnexpectedResponse = nameof(UnexpectedResponse);
    public const string UnknownValue = nameof(UnknownValue);
    public const string UnreadableRecord = nameof(UnreadableRecord);
    public const string ProxyRefused = nameof(ProxyRefused);
    public const string Cancelled = nameof(Cancelled);

    public const string ReadOnlyConnection = nameof(ReadOnlyConnection);
    public const string OtherOrganization = nameof(OtherOrganization);
    public const string ProtectedAccount = nameof(ProtectedAccount);
    public const string ChangeLimitReached = nameof(ChangeLimitReached);
    public const string ConfirmationUnavailable = nameof(ConfirmationUnavailable);
    public const string VerificationFailed = nameof(VerificationFailed);
    public const string AccountUnlinked = nameof(AccountUnlinked);
    public const string CheckpointUnusable = nameof(CheckpointUnusable);
    public const string RequestLogUnusable = nameof(RequestLogUnusable);
    public const string JournalInUse = nameof(JournalInUse);
    public const string JournalUnusable = nameof(JournalUnusable);
    public const string JournalAltered = nameof(JournalAltered);
    public const string RunExists = nameof(RunExists);
    public const string PlanAltered = nameof(PlanAltered);
    public const string PlanUnusable = nameof(PlanUnusable);
    public const string PlanNotApproved = nameof(PlanNotApproved);
    public const string PlanTooOld = nameof(PlanTooOld);
    public const string ListTooShort = nameof(ListTooShort);
    public const string CertificateUnusable = nameof(CertificateUnusable);
    public const string AddressCycle = nameof(AddressCycle);
    public const string PreconditionFailed = nameof(PreconditionFailed);
    public const string OrganizationAdministrator = nameof(OrganizationAdministrator);
    public const string NotAPerson = nameof(NotAPerson);
    public const string CannotBeUndone = nameof(CannotBeUndone);
    public const string NotReportable = nameof(NotReportable);
    public const string ReportFailed = nameof(ReportFailed);
#pragma warning restore CS1591
}
