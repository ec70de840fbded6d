namespace AtlassianAdmin.Engine;

/// <summary>A cmdlet that puts people into groups, or takes them out: the person first, the groups behind. One of the two comes from the pipeline.</summary>
public abstract class GroupMemberCmdlet : PersonCmdlet
{
    /// <summary>People, or rows of people, from the pipeline.</summary>
    protected const string PersonSet = "Person";

    /// <summary>Groups from the pipeline.</summary>
    protected const string GroupSet = "Group";

    private const string GroupParameter = "Group";

    /// <inheritdoc/>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PersonSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = GroupSet)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(PersonCompleter))]
    public override UserIdentity[]? Identity { get; set; }

    /// <summary>Returns a change object for each membership that was changed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Reads the membership back after the change, and says so in the change object.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <summary>True where people have names of any form, so that a name alone does not show that a group stands in their place.</summary>
    private protected virtual bool TakesAnyName => false;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        UseEngine(new EngineSettings(ConfirmImpact.Medium) { ReturnsChanges = PassThru, Verify = Verify });
        // People come down the pipeline, so what was typed first is meant as the group.
        if (MyInvocation.ExpectingInput && !TakesAnyName && !IsTyped(GroupParameter) && Identity is { Length: > 0 } typed && typed[0] is { IsNoPerson: true, Row: null } first)
        {
            string command = MyInvocation.MyCommand.Name;
            Fail(new AdminException(
                ErrorCode.InvalidIdentity, ("detail", $"'{first.Input}' stands in the place of the person. The order is {command} <person> <group>. With people from the pipeline, name the parameter: {command} -Group '{first.Input}'")));
        }
    }

    /// <summary>What is asked for one person: a membership of each group.</summary>
    private protected abstract IEnumerable<AskedChange> ChangesOf(UserIdentity identity);

    private protected sealed override void Collect(UserIdentity identity) => Add(identity, ChangesOf(identity));

    /// <summary>The groups of one person: those that were typed or piped, and else the one that the row names. A list without a column for groups ends the command.</summary>
    /// <param name="bound">What is bound to <c>-Group</c>.</param>
    /// <param name="beside">What the row of the person names; null where the person is no row.</param>
    /// <param name="identity">The person.</param>
    private protected IReadOnlyList<T> GroupsOf<T>(T[]? bound, T? beside, UserIdentity identity)
        where T : Reference
    {
        // Both are names that nobody could have: they changed places.
        if (!TakesAnyName && IsTyped(GroupParameter) && identity.IsNoPerson && bound?.FirstOrDefault(IsPerson) is { } person)
        {
            Fail(new AdminException(
                ErrorCode.InvalidIdentity, ("detail", $"'{identity.Input}' stands in the place of the person, and '{CellText.Show(person.Text)}' in that of the group. The order is {MyInvocation.MyCommand.Name} <person> <group>")));
        }

        T[]? groups = !IsTyped(GroupParameter) && ParameterSetName == PersonSet && beside is { LacksColumn: false } ? [beside] : bound;
        if (groups is not { Length: > 0 })
            Fail(Reference.Unnamed());
        return groups!.GroupBy(group => group.Key, StringComparer.OrdinalIgnoreCase).Select(same => same.First()).ToList();
    }

    private static bool IsPerson(Reference group) => (CellText.ReadEmail(group.Text, out _) ?? CellText.ReadAccountId(group.Text)) is not null;
}
