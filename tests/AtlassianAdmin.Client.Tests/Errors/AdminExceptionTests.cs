using AtlassianAdmin.Client.Errors;

namespace AtlassianAdmin.Client.Tests.Errors;

public class AdminExceptionTests
{
    [Fact]
    public void Facts_fill_the_sentences()
    {
        var error = new AdminException(ErrorCode.ManagedByScim, ("account", "mia@example.com"), ("action", "disabling"));

        Assert.Equal("mia@example.com is owned by an identity provider through SCIM, so disabling must be done there.", error.Message);
        Assert.Contains("Get-AtlassianUserPermission -Identity mia@example.com", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fact_that_is_missing_or_empty_takes_a_neutral_word()
    {
        Assert.StartsWith("The account is owned", new AdminException(ErrorCode.ManagedByScim).Message, StringComparison.Ordinal);
        Assert.StartsWith("The account is owned", new AdminException(ErrorCode.ManagedByScim, ("account", "")).Message, StringComparison.Ordinal);
        Assert.StartsWith("The account is owned", new AdminException(ErrorCode.ManagedByScim, ("account", null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fact_that_looks_like_a_placeholder_stays_what_it_is()
    {
        var error = new AdminException(ErrorCode.RequestRejected, ("detail", "{account}"), ("account", "mia"));

        Assert.Equal("Atlassian rejects the request: {account}.", error.Message);
    }

    [Fact]
    public void More_facts_change_only_the_words()
    {
        var cause = new InvalidOperationException("why");
        AdminException told = new(ErrorCode.Conflict, cause, ("account", "557058:x"), ("action", "enabling")) { Attempts = 3, IsAmbiguous = true };

        AdminException named = told.With(("account", "mia@example.com"));

        Assert.Contains("enabling on mia@example.com", named.Message, StringComparison.Ordinal);
        Assert.Equal((told.Code, told.Attempts, told.IsAmbiguous, told.InnerException), (named.Code, named.Attempts, named.IsAmbiguous, named.InnerException));
        Assert.Contains("557058:x", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_code_keeps_the_facts()
    {
        AdminException error = new AdminException(ErrorCode.Conflict, ("account", "mia"), ("action", "enabling")) { Attempts = 2 }.As(ErrorCode.AccountPendingDeletion);

        Assert.Equal(ErrorCode.AccountPendingDeletion, error.Code);
        Assert.StartsWith("mia is scheduled for deletion; enabling is not possible", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Attempts);
    }

    [Fact]
    public void Without_a_reply_there_is_no_status_and_no_key_of_the_service()
    {
        var error = new AdminException(ErrorCode.NotConnected);

        Assert.Equal(0, error.HttpStatus);
        Assert.Null(error.ServiceKey);
        Assert.Null(error.ServiceReason);
        Assert.Null(error.RequestId);
        Assert.False(error.IsAmbiguous);
    }
}
