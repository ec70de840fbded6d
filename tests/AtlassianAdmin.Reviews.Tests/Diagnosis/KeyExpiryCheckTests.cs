using System.Globalization;
using AtlassianAdmin.Client;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Tests;
using AtlassianAdmin.Client.Tests.Clocks;
using AtlassianAdmin.Client.Tests.Http;
using AtlassianAdmin.Reviews.Diagnosis;

namespace AtlassianAdmin.Reviews.Tests.Diagnosis;

/// <summary>What the key doctor says about the date that was stored beside a key.</summary>
public sealed class KeyExpiryCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("365.00:00:00", CheckStatus.Pass, "Expires on 2027-11-22, in 365 days.")]
    [InlineData("30.00:00:01", CheckStatus.Pass, "Expires on 2026-12-22, in 30 days.")]
    [InlineData("30.00:00:00", CheckStatus.Warn, "Expires on 2026-12-22, in 30 days.")]
    [InlineData("7.00:00:00", CheckStatus.Warn, "Expires on 2026-11-29, in 7 days.")]
    [InlineData("1.00:00:00", CheckStatus.Warn, "Expires on 2026-11-23, within a day.")]
    [InlineData("00:00:01", CheckStatus.Warn, "Expires on 2026-11-22, within a day.")]
    [InlineData("00:00:00", CheckStatus.Fail, "Expired on 2026-11-22.")]
    [InlineData("-400.00:00:00", CheckStatus.Fail, "Expired on 2025-10-18.")]
    public async Task It_warns_when_the_date_is_near_and_fails_when_it_has_come(string left, CheckStatus status, string detail)
    {
        ConnectionCheck check = await ExpiryAsync(Now + TimeSpan.Parse(left, CultureInfo.InvariantCulture));

        Assert.Equal(status, check.Status);
        Assert.Equal(detail, check.Detail);
        Assert.Equal(status == CheckStatus.Fail ? ErrorCode.KeyRejected : null, check.ErrorCode);
        if (status == CheckStatus.Pass)
            Assert.Null(check.RecommendedAction);
        else
            Assert.Contains("Update-AtlassianAdminKey", check.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_does_not_guess_where_no_date_was_stored()
    {
        ConnectionCheck check = await ExpiryAsync(null);

        Assert.Equal(CheckStatus.Skipped, check.Status);
        Assert.Contains("-ExpiresOn", check.RecommendedAction, StringComparison.Ordinal);
    }

    /// <summary>The check as it comes out although the service turns the key away.</summary>
    private static async Task<ConnectionCheck> ExpiryAsync(DateTimeOffset? expiresOn)
    {
        using var network = new StubNetwork(_ => StubNetwork.Reply(401));
        using AdminClient client = ClientUnderTest.Of(network, clock: new ManualClock(Now));
        ConnectionCheck? found = null;
        await foreach (ConnectionCheck check in new ConnectionDoctor(client, expiresOn).ExamineAsync())
        {
            if (check.Check == "Key expiry")
                found = check;
        }

        Assert.NotNull(found);
        return found;
    }
}
