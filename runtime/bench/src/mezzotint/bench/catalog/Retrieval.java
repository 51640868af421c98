package mezzotint.bench.catalog;

/** Retrieval on the held-out halves of five labelled collections. */
record Retrieval() {

    Bar bar() {
        return Bar.unmeasured("B1", "nDCG@10 of BM25 and vectors on the held-out halves of five labelled collections",
                "APIBench >= .29, ToolE >= .67, ToolE multi >= .63, best-of >= .71, Cranfield >= .41, mean >= .55; p < .01 on 4 of 5",
                "this command does not read the collections yet; they lie in repositories, and no package ships them");
    }
}
