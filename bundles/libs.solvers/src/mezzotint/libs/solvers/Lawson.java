package mezzotint.libs.solvers;

/**
 * Lawson's method (1967) of any explicit Runge-Kutta method: that method, on the latent without its decay. Its weights decay from their
 * stage on.
 */
public record Lawson(Tableau tableau) implements ExponentialTableau {

    @Override
    public double[] stage(int stage, double h) {
        return decayed(tableau.stages()[stage], tableau.places()[stage], h);
    }

    @Override
    public double[] weights(double h) {
        return decayed(tableau.weights(), 1, h);
    }

    @Override
    public double[] places() {
        return tableau.places();
    }

    private double[] decayed(double[] weights, double to, double h) {
        double[] out = new double[weights.length];
        for (int j = 0; j < out.length; j++) {
            out[j] = weights[j] * Math.exp(-(to - tableau.places()[j]) * h);
        }
        return out;
    }
}
