namespace AtlassianAdmin.Binding;

/// <summary>
/// Takes whatever is given for a number and leaves it to the command to refuse it: one that fails at binding would leave the
/// organization before connected. Nothing, such as a variable that was never set, is no number, and not 0.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WholeNumberAttribute : ArgumentTransformationAttribute
{
    private const int NoNumber = int.MinValue;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        bool isNothing = given is null or bool || (given is string text && string.IsNullOrWhiteSpace(text));
        return !isNothing && LanguagePrimitives.TryConvertTo(given, out int number) ? number : NoNumber;
    }

    /// <summary>Refuses a number that is none, or lies outside.</summary>
    /// <exception cref="AdminException"><see cref="ErrorCode.ParameterOutOfRange"/>.</exception>
    public static void Check(string parameter, int value, int smallest, int largest)
    {
        if (value >= smallest && value <= largest && value != NoNumber)
            return;
        string range = (smallest, largest) switch
        {
            (NoNumber, int.MaxValue) => "it takes a whole number",
            (_, int.MaxValue) => $"it takes a whole number from {smallest}",
            _ => $"it takes a whole number from {smallest} to {largest}",
        };
        throw new AdminException(ErrorCode.ParameterOutOfRange, ("field", parameter), ("detail", value == NoNumber ? range : $"{range}, not {value}"));
    }
}
