using Xunit;

namespace AtlassianAdmin.Simulation;

/// <summary>Lives that broke a law once, made small: each is what a seed found, and what was mended.</summary>
public sealed class KeptLivesTests
{
    [Theory]
    // Invited, and put into no group: told as Failed, although the account was made.
    [InlineData("""{"Seed":1,"Company":1,"People":25,"Throttle":1,"Journal":true,"Commands":[{"Kind":"Invite","People":[11],"Detail":22}]}""")]
    // Killed within a record, begun again and killed within the first line: a sound journal was called damaged.
    [InlineData("""{"Seed":1,"Company":35,"People":12,"Throttle":1,"Journal":true,"Commands":[{"Kind":"Disable","People":[11],"Detail":1},{"Kind":"Enable","People":[11],"Detail":1},{"Kind":"Disable","People":[11],"Detail":1}],"DiskFaults":[{"At":2,"Kind":"KillWithin"},{"At":3,"Kind":"KillWithin"}]}""")]
    // Three people lost a group, and one was allowed.
    [InlineData("""{"Seed":877,"Company":43,"People":24,"Throttle":4,"Journal":true,"MaxChanges":1,"Commands":[{"Kind":"DeleteScimGroup","People":[18],"Detail":40,"Verify":true}]}""")]
    // Sent three times, and told as sent once.
    [InlineData("""{"Seed":1,"Company":1,"People":14,"Throttle":1,"Journal":true,"Commands":[{"Kind":"CreateScimUser","People":[2],"Detail":1}],"Mishaps":[{"At":1,"Kind":"TooMany429"},{"At":2,"Kind":"TooMany429"}]}""")]
    // Somebody else revoked the token in the meantime: told as Changed.
    [InlineData("""{"Seed":11970,"Company":37,"People":14,"Throttle":1,"Journal":true,"Commands":[{"Kind":"OffboardingPlan","People":[6,9],"Detail":57}],"Deeds":[{"At":11,"Kind":"RevokeToken","Person":6,"Detail":53}]}""")]
    // Refused, and stopped while the reason was looked for: told as not attempted.
    [InlineData("""{"Seed":20515,"Company":14,"People":15,"Throttle":1,"Journal":true,"Commands":[{"Kind":"DeleteGroup","People":[7],"Detail":19}],"Mishaps":[{"At":1,"Kind":"Stop"}]}""")]
    // Somebody else disabled the person between our look and our request, which was accepted: undone, as nobody can know. The law was too strict.
    [InlineData("""{"Seed":335034918,"Company":11,"People":12,"Throttle":8,"Journal":true,"Commands":[{"Kind":"RevokeAllTokens","People":[10],"Detail":35},{"Kind":"SetEmail","People":[3,0],"Detail":11},{"Kind":"Disable","People":[10,3],"Detail":35},{"Kind":"Undo","People":[3],"Detail":40}],"Mishaps":[{"At":7,"Kind":"Reset"},{"At":4,"Kind":"HtmlPage"}],"Deeds":[{"At":11,"Person":3,"Detail":39}]}""")]
    // The same, and the process was killed before the request was on the wire.
    [InlineData("""{"Seed":335034918,"Company":11,"People":12,"Conflicts":true,"Throttle":8,"Journal":true,"Commands":[{"Kind":"RevokeAllTokens","People":[10],"Detail":35},{"Kind":"SetEmail","People":[3,0],"Detail":11,"Verify":true},{"Kind":"Disable","People":[10,3],"Detail":35,"Verify":true},{"Kind":"Undo","People":[0,3],"Detail":40,"ReadFirst":true,"Verify":true}],"Mishaps":[{"At":12,"Kind":"Kill"},{"At":7,"Kind":"Reset"},{"At":4,"Kind":"HtmlPage"},{"At":18,"Kind":"HtmlPage"}],"Deeds":[{"At":11,"Person":3,"Detail":39},{"At":7,"Kind":"Suspend","Detail":38}]}""")]
    // Refused, and the identity provider's record could not be read: told as not sent at all.
    [InlineData("""{"Seed":70008233,"Company":27,"People":23,"Throttle":1,"Commands":[{"Kind":"Disable","People":[22,1],"Detail":27,"Verify":true}],"Mishaps":[{"At":5,"Kind":"CutLate"},{"At":7,"Kind":"BadCertificate"}]}""")]
    // Refused, and stopped before the other way was begun: told as not attempted.
    [InlineData("""{"Seed":70008730,"Company":25,"People":18,"Throttle":1,"Commands":[{"Kind":"Disable","People":[2,1],"Detail":12,"Verify":true}],"Mishaps":[{"At":5,"Kind":"Stop"}]}""")]
    // Two connections of ours suspended the same person, the other one first.
    [InlineData("""{"Seed":70007946,"Company":18,"People":24,"Throttle":4,"Journal":true,"Commands":[{"Kind":"Preview","People":[0],"Detail":16},{"Kind":"Preview","People":[17,11,0],"Detail":13},{"Kind":"Suspend","People":[6,11,17],"Detail":14,"WithNext":true},{"Kind":"Suspend","People":[0,17,11],"Detail":43},{"Kind":"Undo","People":[6]}]}""")]
    // Somebody else let the person in between our look and our invitation, whose answer was lost: Changed, as nobody can know. The law was too strict.
    [InlineData("""{"Seed":20006508,"Company":28,"People":25,"Throttle":4,"Journal":true,"Commands":[{"Kind":"Enable","People":[6],"Detail":15},{"Kind":"Invite","People":[6,0],"Detail":18,"WithNext":true},{"Kind":"UserRole","People":[6,14],"Detail":37}],"Mishaps":[{"At":3,"Kind":"Timeout408"},{"At":8,"Kind":"HtmlPage"}],"Deeds":[{"At":7,"Kind":"CancelDeletion","Person":6,"Detail":13}]}""")]
    // Killed when half of what was left as it is was on the disk: the next undo took it for half done, and undid what somebody else had changed.
    [InlineData("""{"Seed":144,"Company":46,"People":25,"Throttle":1,"Journal":true,"Commands":[{"Kind":"SetEmail","People":[7],"Detail":22},{"Kind":"Undo","People":[10]}],"DiskFaults":[{"At":4,"Kind":"KillWithin"}],"Deeds":[{"At":-1,"Kind":"SetEmail","Person":7,"Detail":48,"After":0}]}""")]
    [InlineData("""{"Seed":159,"Company":20,"People":23,"Throttle":1,"Journal":true,"Commands":[{"Kind":"EmailMovePlan","People":[11],"Detail":36},{"Kind":"GroupMembership","People":[22],"Detail":56},{"Kind":"Undo","People":[11],"Detail":7},{"Kind":"SetProfile","People":[22],"Detail":34},{"Kind":"Undo","People":[20]}],"Mishaps":[{"At":2,"Kind":"ExpiredKey"}],"DiskFaults":[{"At":9,"Kind":"KillWithin"}],"Deeds":[{"At":-1,"Kind":"SetJobTitle","Person":22,"Detail":40,"After":3}]}""")]
    // Refused, and the other way failed before anything was sent there: its record claimed the request of the first way.
    [InlineData("""{"Seed":50002727,"Company":16,"People":13,"Throttle":6,"Journal":true,"Commands":[{"Kind":"Suspend","People":[0,1,5],"Detail":54,"Verify":true},{"Kind":"Disable","People":[1,0,5],"Detail":42}],"Mishaps":[{"At":18,"Kind":"OddBody"}],"DiskFaults":[],"Deeds":[]}""")]
    public void A_life_that_was_mended_breaks_no_law_any_more(string life)
    {
        (int code, string told) = SingleWorker.Run("replay", life);
        Assert.True(code == 0, told);
        // Something was asked of the service in it.
        Assert.Matches(@" (GET|POST|PUT|PATCH|DELETE) /\S+ \d{3} ", told);
    }
}
