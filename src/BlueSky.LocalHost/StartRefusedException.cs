namespace BlueSky.LocalHost;

/// <summary>LocalHost cannot start; the message says what is wrong and what to do.</summary>
internal sealed class StartRefusedException(string sentence) : Exception(sentence);
