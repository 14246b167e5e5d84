using NetTopologySuite.Geometries;

namespace SmartBeats.Formats;

/// <summary>What a column holds.</summary>
internal enum FieldKind
{
    Text,
    Whole,
    Number,
}

/// <summary>A column of a layer.</summary>
internal sealed record ExportedField(string Name, FieldKind Kind);

/// <summary>One thing of a layer: its shape, and a value for each column; null where there is none.</summary>
internal sealed record ExportedRow(Geometry Shape, IReadOnlyList<object?> Values);

/// <summary>A layer of a plan, before it is written in one form or another.</summary>
/// <param name="Name">Of the layer: <c>beats</c>, <c>areas</c> or <c>stations</c>.</param>
/// <param name="Title">What it shows, in words.</param>
/// <param name="Fields">Its columns.</param>
/// <param name="Rows">In their order.</param>
internal sealed record ExportedLayer(string Name, string Title, IReadOnlyList<ExportedField> Fields, IReadOnlyList<ExportedRow> Rows);
