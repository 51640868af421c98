package mezzotint.sampler.unipc;

import mezzotint.tensor.Tensor;

/** What the denoiser said at a level. */
record Answer(double sigma, Tensor denoised) {}
