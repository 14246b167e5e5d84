namespace SmartBeats.Response;

/// <summary>What of the approximation depends on load and number of units alone, not on the map.</summary>
/// <param name="Utilisation">ρ = λ/(Nμ); with calls lost ρ' = (λ/Nμ)(1-P'_N).</param>
/// <param name="DelayProbability">P'_Q, or P'_N where calls are lost.</param>
/// <param name="QueuedLoadPerUnit">P'_Q λ/(μN): work each unit takes from the queue; 0 where calls are lost.</param>
/// <param name="Corrections">Q(N,ρ,j) for j = 0 up to the depth.</param>
/// <param name="Tail">Σ_{j≥depth} Q(N,ρ,j) ρ^(j-depth): what ranks beyond the depth would add, per call that gets there, were their units all at ρ.</param>
internal sealed record QueueTerms(double Utilisation, double DelayProbability, double QueuedLoadPerUnit, double[] Corrections, double Tail)
{
    /// <param name="depth">How many ranks are told apart, 1 to N.</param>
    /// <remarks>
    /// Larson 1975: Q(N,ρ,j) = Σ_{k=j}^{N-1} [(N-j-1)! (N-k) (Nρ)^k / ((k-j)! N!)] P_0 / (ρ^j (1-ρ)). The factorials overflow from 171 on and
    /// cancel before; the same sum is Σ_k P_k · [k(k-1)…(k-j+1)(N-k)] / [N(N-1)…(N-j)] / (ρ^j (1-ρ)), the chance that of units drawn at
    /// random the first j are busy and the next is free, over what independence would give. All terms are positive; the products
    /// are carried from j to j+1. Cost: O(N²).
    /// </remarks>
    public static QueueTerms Of(int units, double load, WhenAllBusy whenAllBusy, int depth)
    {
        var levels = Erlang.Levels(units, load, whenAllBusy);
        var waits = whenAllBusy == WhenAllBusy.Wait;
        var delay = waits ? Erlang.Delay(units, load) : levels[units];
        var rho = waits ? load / units : load / units * (1 - delay);
        var corrections = new double[units];
        var busy = levels;
        for (var j = 0; j < units; j++)
        {
            var sum = 0.0;
            for (var k = j; k < units; k++)
            {
                sum += busy[k] * (units - k) / (units - j);
                busy[k] *= (k - j) / ((units - j) * rho);
            }

            corrections[j] = sum / (1 - rho);
        }

        var tail = 0.0;
        for (var j = units - 1; j >= depth; j--)
        {
            tail = tail * rho + corrections[j];
        }

        return new QueueTerms(rho, delay, waits ? delay * rho : 0, corrections[..depth], tail);
    }
}
