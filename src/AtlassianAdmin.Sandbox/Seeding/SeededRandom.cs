namespace AtlassianAdmin.Sandbox.Seeding;

/// <summary>Numbers that are the same for the same start on every runtime (SplitMix64), which System.Random does not promise.</summary>
internal sealed class SeededRandom
{
    private ulong _state;

    public SeededRandom(int seed, int index)
    {
        _state = (((ulong)(uint)seed << 32) | (uint)index) ^ 0x5DEECE66DUL;
        Next();
    }

    public int Below(int count) => (int)(Next() % (ulong)count);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(T[] choices) => choices[Below(choices.Length)];

    public string Hex(int digits)
    {
        var text = new char[digits];
        for (int i = 0; i < digits; i++)
            text[i] = "0123456789abcdef"[Below(16)];
        return new string(text);
    }

    public string Uuid() => $"{Hex(8)}-{Hex(4)}-4{Hex(3)}-a{Hex(3)}-{Hex(12)}";

    private ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
