using System.Text.Json;
using AtlassianAdmin.Client.Accounts;

namespace AtlassianAdmin.Client.Tests.Accounts;

public class UserProfileUpdateTests
{
    [Fact]
    public void Only_what_is_set_is_sent()
    {
        Assert.Equal("{}", Send(new UserProfileUpdate()));
        Assert.Equal("""{"name":"Mia"}""", Send(new UserProfileUpdate { Name = "Mia" }));
        Assert.Equal("""{"nickname":"","zoneinfo":"Europe/Berlin","locale":"de-DE"}""", Send(new UserProfileUpdate { Nickname = "", TimeZone = "Europe/Berlin", Locale = "de-DE" }));
        Assert.Equal("""{"extended_profile":{"location":"Bern"}}""", Send(new UserProfileUpdate { Location = "Bern" }));
        Assert.Equal(
            """{"name":"Mia","extended_profile":{"job_title":"Boss","organization":"Acme","department":"Ops","location":"Bern"}}""",
            Send(new UserProfileUpdate { Name = "Mia", JobTitle = "Boss", Organization = "Acme", Department = "Ops", Location = "Bern" }));
    }

    [Fact]
    public void The_fields_that_are_set_are_told_by_their_paths()
    {
        var update = new UserProfileUpdate { Name = "Mia", Department = "Ops" };

        Assert.Equal(new Dictionary<string, string> { ["name"] = "Mia", ["extended_profile.department"] = "Ops" }, update.Fields);
        Assert.False(update.IsEmpty);
        Assert.True(new UserProfileUpdate().IsEmpty);
    }

    [Fact]
    public void Every_field_is_in_the_list_of_fields_and_can_be_read_back()
    {
        var update = new UserProfileUpdate { Name = "1", Nickname = "2", TimeZone = "3", Locale = "4", JobTitle = "5", Organization = "6", Department = "7", Location = "8" };
        UserProfile profile = JsonSerializer.Deserialize(Send(update), WireJson.Wire.UserProfile)!;

        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], ProfileField.All.Select(f => f.Read(update)));
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], ProfileField.All.Select(f => f.Read(profile)));
        Assert.All(ProfileField.All, f => Assert.Same(f, ProfileField.FromPath(f.Path)));
        Assert.All(ProfileField.All, f => Assert.NotNull(typeof(UserProfileUpdate).GetProperty(f.Name)));
        Assert.Null(ProfileField.FromPath("email"));
        Assert.Null(ProfileField.FromPath("NAME"));
        Assert.Empty(profile.AdditionalProperties);
    }

    [Fact]
    public void What_is_already_so_is_left_out()
    {
        UserProfile current = JsonSerializer.Deserialize("""{"name":"Mia","nickname":"mia","extended_profile":{"department":"Ops"}}""", WireJson.Wire.UserProfile)!;

        UserProfileUpdate rest = new UserProfileUpdate { Name = "Mia", Nickname = "Mia", Department = "Ops", Location = "Bern" }.Without(current);

        Assert.Equal("""{"nickname":"Mia","extended_profile":{"location":"Bern"}}""", Send(rest));
        Assert.True(new UserProfileUpdate { Name = "Mia" }.Without(current).IsEmpty);
    }

    private static string Send(UserProfileUpdate update) => JsonSerializer.Serialize(update, WireJson.Wire.UserProfileUpdate);
}
