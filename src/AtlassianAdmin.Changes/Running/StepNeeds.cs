namespace AtlassianAdmin.Changes.Running;

/// <summary>What one step needs and gives, as far as the order of steps depends on it.</summary>
/// <param name="Owner">Whose step it is: steps of one owner keep their order. Null for nobody's.</param>
/// <param name="Takes">A value that only one can have, such as an e-mail address; null for none.</param>
/// <param name="Frees">The value of that kind that gets free; null for none.</param>
/// <param name="Target">The id of what it changes; null for none.</param>
/// <param name="EndsTarget">True when that is gone afterwards.</param>
internal sealed record StepNeeds(string? Owner, string? Takes, string? Frees, string? Target = null, bool EndsTarget = false)
{
    /// <summary>What an intent needs and gives.</summary>
    /// <param name="intent">What is asked.</param>
    /// <param name="before">The state before; null when it was not read.</param>
    public static StepNeeds Of(Intent intent, State? before) =>
        new(intent.OrderKey, intent.ExclusiveTarget, intent.FreedFrom(before), intent.TargetId, intent.EndsTarget);
}
