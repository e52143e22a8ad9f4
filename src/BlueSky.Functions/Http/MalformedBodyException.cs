namespace BlueSky.Functions.Http;

/// <summary>A body that does not have the form its content type promises.</summary>
/// <param name="problem">A sentence for whoever wrote the form; it quotes nothing from the body.</param>
internal sealed class MalformedBodyException(string problem) : Exception(problem);
