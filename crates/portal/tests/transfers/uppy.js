// Uppy for the page: `uppySends(file, endpoint, relativePath)` answers with the upload's address.

import Uppy from "@uppy/core";
import Tus from "@uppy/tus";

window.uppySends = async (file, endpoint, relativePath) => {
  const uppy = new Uppy({ allowMultipleUploadBatches: false });
  uppy.use(Tus, { endpoint, retryDelays: [0, 300, 1000, 2000, 3000, 3000, 3000] });
  uppy.addFile({ name: file.name, type: file.type, data: file, meta: { filename: file.name, relativePath } });
  const { successful, failed } = await uppy.upload();
  if (failed.length > 0) throw new Error(String(failed[0].error));
  return successful[0].uploadURL;
};
