using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AtlassianAdmin.Changes.Files;
using AtlassianAdmin.Changes.Journal;
using AtlassianAdmin.Changes.Operations;
using AtlassianAdmin.Changes.Registry;

namespace AtlassianAdmin.Changes.Tests.Registry;

/// <summary>Every kind of change is in the one registry, and comes back from a journal as it was.</summary>
public class OperationKindsTests
{
    private static readonly Subject Mia = new("mia", "a1", "mia@example.com", "Mia") { ScimUserId = "u1" };

    // As a journal is read.
    private static JsonTypeInfo<JournalLine> Reader => JournalJson.LinesSharing(new SharedStrings());

    [Fact]
    public void Every_spec_is_a_kind_once_and_every_kind_has_a_sample()
    {
        Type[] specs = typeof(OperationSpec).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(OperationSpec)) && !t.IsAbstract).ToArray();

        Assert.Equal(specs.OrderBy(t => t.Name), OperationKinds.All.Select(k => k.Spec).OrderBy(t => t.Name));
        Assert.Equal(OperationKinds.All.Count, OperationKinds.All.Select(k => k.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(specs.OrderBy(t => t.Name), Samples.Specs.Select(s => s.GetType()).OrderBy(t => t.Name));
    }

    [Fact]
    public void Every_state_belongs_to_a_kind_and_has_a_sample()
    {
        Type[] states = typeof(State).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(State)) && !t.IsAbstract).OrderBy(t => t.Name).ToArray();

        Assert.Equal(states, Samples.States.Select(s => s.GetType()).OrderBy(t => t.Name));
        Assert.Subset(states.ToHashSet(), OperationKinds.All.Select(k => k.State).OfType<Type>().ToHashSet());
    }

    // The names stand in files: one that is changed makes them unreadable.
    [Fact]
    public void No_kind_is_renamed() => Assert.Equal(
        [
            "CancelDeletion", "CreateGroup", "CreateScimGroup", "CreateScimUser", "Delete", "DeleteGroup", "DeleteScimGroup", "DeleteScimRecord", "DeleteScimUser", "Disable",
            "DisableByScim", "Enable", "EnableByScim", "GroupMembership", "GroupRole", "Invite", "Remove", "RemoveFromDirectory", "Resume", "ResumeInDirectory", "RevokeAllTokens",
            "RevokeApiKey", "RevokeToken", "ScimGroupMembership", "SetEmail", "SetProfile", "SetScimGroupMembers", "SetScimUser", "SetScimUserActive", "SiteGroupMembership",
            "Suspend", "SuspendInDirectory", "UnlinkAllScim", "UnlinkScim", "UserRole",
        ],
        OperationKinds.All.Select(k => k.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void What_was_asked_comes_back_from_a_journal() => Assert.All(Samples.Specs, spec =>
    {
        string line = JsonSerializer.Serialize(new JournalLine { Record = JournalRecord.Begin, Operation = spec }, JournalJson.Lines);
        OperationSpec read = JsonSerializer.Deserialize(line, Reader)!.Operation!;

        Assert.Contains($"\"kind\":\"{OperationKinds.Of(spec).Name}\"", line, StringComparison.Ordinal);
        Assert.IsType(spec.GetType(), read);
        Assert.Equal(KindsJson.Detail(spec), KindsJson.Detail(read));
        Assert.Equal(line, JsonSerializer.Serialize(new JournalLine { Record = JournalRecord.Begin, Operation = read }, JournalJson.Lines));
    });

    [Fact]
    public void A_state_comes_back_from_a_journal_with_the_text_that_it_had() => Assert.All(Samples.States, state =>
    {
        string line = JsonSerializer.Serialize(new JournalLine { Record = JournalRecord.Begin, Before = state }, JournalJson.Lines);
        State read = JsonSerializer.Deserialize(line, Reader)!.Before!;

        Assert.IsType(state.GetType(), read);
        Assert.Equal(state.ToString(), read.ToString());
        Assert.Equal((state.Email, state.Name), (read.Email, read.Name));
    });

    [Fact]
    public void An_operation_says_what_it_is_without_a_connection_and_touches_whom_the_table_says() => Assert.All(Samples.Specs, spec =>
    {
        Intent intent = spec.ToIntent(Mia, ConnectedClients.None);

        Assert.NotEmpty(intent.Action);
        Assert.NotEmpty(intent.Gerund);
        Assert.NotEmpty(intent.Target);
        Assert.NotEmpty(intent.Effect);
        Assert.Matches("^(Account|Scim|Directory|Site|Group|Organization)$", intent.Route);
        Assert.Equal(OperationKinds.Of(spec).Touches, intent.Touches);
        // Whoever a person is, the guard has something to go by.
        Assert.True(intent.Touches != Touched.Person || intent.OrderKey is not null);
        _ = intent.CanBeUndone(seen: null);
    });

    [Fact]
    public void An_operation_has_the_state_that_the_table_says() => Assert.All(
        Samples.Specs.Select(s => (Kind: OperationKinds.Of(s), Intent: s.ToIntent(Mia, ConnectedClients.None))).Where(s => s.Intent is Operation && s.Kind.State is not null),
        sample =>
        {
            Type type = sample.Intent.GetType();
            while (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Operation<>))
                type = type.BaseType!;
            Assert.Equal(sample.Kind.State, type.GetGenericArguments()[0]);
        });
}
