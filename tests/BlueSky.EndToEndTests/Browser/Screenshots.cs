namespace BlueSky.EndToEndTests.Browser;

/// <summary>The pictures in docs are made anew when <c>SCREENSHOTS=1</c> asks for it.</summary>
internal static class Screenshots
{
    public static bool AreWanted => Environment.GetEnvironmentVariable("SCREENSHOTS") == "1";
}
