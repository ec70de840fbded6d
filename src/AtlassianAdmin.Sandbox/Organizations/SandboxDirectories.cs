using AtlassianAdmin.Client.Organizations;
using AtlassianAdmin.Sandbox.Seeding;

namespace AtlassianAdmin.Sandbox.Organizations;

/// <summary>The user directories, by their place: first the one that most people are in.</summary>
internal sealed class SandboxDirectories
{
    /// <summary>Stands for every directory, when reading.</summary>
    public const string Every = "-";

    /// <summary>From then on the lists of people and groups are gone, and the searches remain. Source: organization document.</summary>
    public static readonly DateTimeOffset EndOfLists = new(2027, 7, 1, 0, 0, 0, TimeSpan.Zero);

    public SandboxDirectories(SeededRandom random)
    {
        All =
        [
            new() { DirectoryId = random.Uuid(), Name = "Sandbox Company", Icon = "https://avatars.example.com/directory-1" },
            new() { DirectoryId = random.Uuid(), Name = "Sandbox Partners", Icon = "https://avatars.example.com/directory-2" },
        ];
        Ids = All.Select(directory => directory.DirectoryId).ToArray();
    }

    public IReadOnlyList<Directory> All { get; }

    public IReadOnlyList<string> Ids { get; }

    /// <summary>Passes on what is asked of one directory, by its place, or of every directory, null.</summary>
    public SandboxReply Read(OrganizationAuthorization authorization, SandboxCall call, string[] values, Func<int?, SandboxReply> answer) =>
        authorization.Pass(call, values[0], () => Find(values[1]) is not null || values[1] == Every ? answer(Find(values[1])) : SandboxErrors.DirectoryNotFound(call));

    /// <summary>The place of the directory of that id; null when there is none.</summary>
    public int? Find(string directoryId)
    {
        for (int i = 0; i < Ids.Count; i++)
        {
            if (string.Equals(Ids[i], directoryId, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return null;
    }
}
